package org.truncus.gateway.web;

import java.util.List;
import java.util.OptionalLong;

/** Whether the gateway can do its work now. */
public interface Vitals {

  /**
   * What is wrong, each in a few words without patient data; empty where all is well: the DICOM
   * port is open, the database answers, there is room on the disk, all loops run.
   */
  List<String> troubles();

  /** Answers of C-STORE with success since the start. */
  long instancesTaken();

  /** Answers of C-STORE with anything else since the start. */
  long instancesRefused();

  /**
   * Seconds within which this share of the instances were answered since the start; NaN before the
   * first.
   */
  double storeSeconds(double share);

  /** The used share of the disk below the store, in [0,1]. */
  double diskUsed();

  /** Whether instances are refused for want of room on the disk or in the queue. */
  boolean refusing();

  /** Whole days until our TLS certificate ends; negative when it has; empty without one. */
  OptionalLong tlsDaysLeft();

  /** Open associations. */
  int associations();
}
