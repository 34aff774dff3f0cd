package org.truncus.gateway.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.truncus.dicom.UID;
import org.truncus.problem.UsageException;

/**
 * The SOP classes in which a report can be written. The content tree is the same in all of them.
 */
public enum SrClass {
  ENHANCED(UID.EnhancedSRStorage),
  COMPREHENSIVE(UID.ComprehensiveSRStorage),
  COMPREHENSIVE_3D(UID.Comprehensive3DSRStorage);

  private final String uid;

  SrClass(String uid) {
    this.uid = uid;
  }

  /** SOP Class UID. */
  public String uid() {
    return uid;
  }

  /** {@code comprehensive-3d}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Reads {@code enhanced}, {@code comprehensive} or {@code comprehensive-3d}.
   *
   * @throws UsageException where it is none of them
   */
  public static SrClass parse(String text) {
    return Arrays.stream(values())
        .filter(c -> c.text().equals(text.trim().toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "'%s' is no class of structured reports; expected %s"
                        .formatted(
                            text,
                            Arrays.stream(values())
                                .map(SrClass::text)
                                .collect(Collectors.joining(", ")))));
  }
}
