package org.truncus.model;

/** The version of this software. */
public final class Software {

  private Software() {}

  /** As the jar's manifest has it; {@code development} where the classes aren't in a jar. */
  public static String version() {
    String version = Software.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
