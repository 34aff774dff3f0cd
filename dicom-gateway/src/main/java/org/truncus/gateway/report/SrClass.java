package org.truncus.gateway.report;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.truncus.dicom.UID;
import org.truncus.problem.UsageException;

/**
 * The SOP classes a report can be written in. The content tree is the same in all three: it has
 * by-value relationships only and no coordinates (PS3.3 sections A.35.2, A.35.3 and A.35.13). The
 * class is part of a report's identity: the same result in another class is another instance.
 */
public enum SrClass {
  /** For receivers that know nothing newer. */
  ENHANCED("enhanced", UID.EnhancedSRStorage),
  /** For receivers that do not take the 3D class. */
  COMPREHENSIVE("comprehensive", UID.ComprehensiveSRStorage),
  /** What IHE AI Results asks for, and the default. */
  COMPREHENSIVE_3D("comprehensive-3d", UID.Comprehensive3DSRStorage);

  private final String text;
  private final String uid;

  SrClass(String text, String uid) {
    this.text = text;
    this.uid = uid;
  }

  /** The SOP Class UID. */
  public String uid() {
    return uid;
  }

  /** The class of a name as it stands in settings. */
  public static SrClass parse(String name) {
    return Arrays.stream(values())
        .filter(c -> c.text.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "no class of structured reports is called '"
                        + name
                        + "'; choose one of "
                        + Arrays.stream(values())
                            .map(SrClass::toString)
                            .collect(Collectors.joining(", "))));
  }

  /** The name as it stands in settings. */
  @Override
  public String toString() {
    return text;
  }
}
