package org.truncus.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The versions of the tool, of TensorFlow and of Java; read without loading TensorFlow. */
final class Version implements IVersionProvider {

  private final Properties properties = new Properties();

  Version() {
    try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new IllegalStateException("version.properties can't be read from the class path", e);
    }
  }

  String truncus() {
    return properties.getProperty("version");
  }

  String tensorFlow() {
    return properties.getProperty("tensorflow")
        + " (TensorFlow Java "
        + properties.getProperty("tensorflow-java")
        + ", "
        + properties.getProperty("native")
        + ")";
  }

  String java() {
    return System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")";
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "truncus " + truncus(), "TensorFlow " + tensorFlow(), "Java " + java(),
    };
  }
}
