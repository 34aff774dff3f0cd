package org.truncus.gateway.report;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that has PixelMed look at several reports in one Java, which reads its rules once: they
 * take most of the time. PixelMed is a package of the operating system, so it is not compiled
 * against.
 */
public final class PixelMedRun {
  private static final Path LIBRARIES = Path.of("/usr/share/java");

  private PixelMedRun() {}

  /** Has PixelMed look at reports, and returns what it says of each. Skips where it isn't. */
  public static List<String> validate(List<Path> reports) throws Exception {
    Tools.assume(Files.exists(LIBRARIES.resolve("pixelmed.jar")), "libpixelmed-java");
    Path tests =
        Path.of(PixelMedRun.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> command = new ArrayList<>();
    command.addAll(List.of("java", "-Xss512m", "-XX:+UseSerialGC"));
    for (String limit : List.of("ExprOp", "ExprGrp", "TotalOp")) {
      command.add("-Djdk.xml.xpath" + limit + "Limit=0");
    }
    command.addAll(List.of("-cp", tests + File.pathSeparator + LIBRARIES + "/*"));
    command.add(PixelMedRun.class.getName());
    reports.forEach(report -> command.add(report.toString()));
    List<String> said = List.of(Tools.run(command.toArray(String[]::new)).split("FILE ", -1));
    return said.subList(1, said.size());
  }

  /** Prints what PixelMed says of each file, behind the file's name. */
  public static void main(String[] files) throws ReflectiveOperationException {
    Class<?> type = Class.forName("com.pixelmed.validate.DicomSRValidator");
    Object validator = type.getDeclaredConstructor().newInstance();
    for (String file : files) {
      System.out.println("FILE " + file);
      System.out.println(type.getMethod("validate", String.class).invoke(validator, file));
    }
  }
}
