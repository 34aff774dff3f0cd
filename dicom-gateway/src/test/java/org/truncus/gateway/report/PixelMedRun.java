package org.truncus.gateway.report;

/**
 * A program that has PixelMed look at several reports in one Java, which reads its rules once: they
 * take most of the time. PixelMed is a package of the operating system, so it is not compiled
 * against.
 */
final class PixelMedRun {
  private PixelMedRun() {}

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
