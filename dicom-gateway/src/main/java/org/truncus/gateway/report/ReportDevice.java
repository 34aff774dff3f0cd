package org.truncus.gateway.report;

import java.util.Objects;

/**
 * The gateway installation that speaks.
 *
 * @param observerUID stable UID of this installation
 * @param name station name, at most 16 characters
 * @param manufacturer who makes the gateway
 * @param modelName what it is called
 * @param serialNumber of this installation
 * @param softwareVersion of the gateway
 * @param institution where it stands; may be empty
 */
public record ReportDevice(
    String observerUID,
    String name,
    String manufacturer,
    String modelName,
    String serialNumber,
    String softwareVersion,
    String institution) {

  /** Checks that nothing is missing and the name fits StationName. */
  public ReportDevice {
    Objects.requireNonNull(observerUID, "observerUID");
    Objects.requireNonNull(institution, "institution");
    requireText("name", name, 16);
    requireText("manufacturer", manufacturer, 64);
    requireText("modelName", modelName, 64);
    requireText("serialNumber", serialNumber, 64);
    requireText("softwareVersion", softwareVersion, 64);
  }

  private static void requireText(String what, String text, int longest) {
    Objects.requireNonNull(text, what);
    if (text.isBlank() || text.length() > longest) {
      throw new IllegalArgumentException(
          "device " + what + " must have 1 to " + longest + " characters, found: " + text);
    }
  }
}
