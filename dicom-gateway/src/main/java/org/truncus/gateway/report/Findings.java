package org.truncus.gateway.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.Tag;
import org.truncus.dicom.UID;
import org.truncus.dicom.VR;

/**
 * What a check found in one object: paths and attributes, never values, so that it can be logged.
 */
final class Findings {
  private final List<String> found;
  private final String path;

  Findings() {
    this(new ArrayList<>(), "");
  }

  private Findings(List<String> found, String path) {
    this.found = found;
    this.path = path;
  }

  List<String> all() {
    return List.copyOf(found);
  }

  void add(int tag, String what) {
    found.add(path + Tag.describe(tag) + ": " + what);
  }

  /** The same list, one step further in. */
  Findings in(int sequence, int item) {
    return new Findings(found, path + Tag.describe(sequence) + "[" + (item + 1) + "] ");
  }

  /** Type 1: there, with a value; a UID must be one. */
  void type1(DataSet set, int... tags) {
    for (int tag : tags) {
      if (!set.contains(tag)) {
        add(tag, "type 1, is missing");
      } else if (empty(set, tag)) {
        add(tag, "type 1, has no value");
      } else if (set.vr(tag) == VR.UI && !set.strings(tag).stream().allMatch(UID::isValid)) {
        add(tag, "is no valid UID");
      }
    }
  }

  /** Type 2: there, with or without a value. */
  void type2(DataSet set, int... tags) {
    for (int tag : tags) {
      if (!set.contains(tag)) {
        add(tag, "type 2, is missing");
      }
    }
  }

  /** Type 1 with one of these values. */
  void oneOf(DataSet set, int tag, Set<String> allowed) {
    type1(set, tag);
    if (!empty(set, tag) && !allowed.contains(set.string(tag).orElse(""))) {
      add(tag, "must be one of " + String.join(", ", allowed.stream().sorted().toList()));
    }
  }

  private static boolean empty(DataSet set, int tag) {
    VR vr = set.vr(tag);
    if (vr == VR.SQ) {
      return set.items(tag).isEmpty();
    }
    boolean text = vr.isString() || vr.isText();
    return text ? set.string(tag).isEmpty() : set.bytes(tag).length == 0;
  }
}
