package org.truncus.image;

/** Which values of interest become the range [0, 1] (PS3.3 section C.11.2). */
public enum Voi {
  /** What the stored bits can hold, through the modality LUT. */
  NONE,
  /** The smallest to the largest value of the image, padding left out. */
  FULL_RANGE,
  /** The first VOI LUT, else the first window, else {@link #PERCENTILE}. */
  WINDOW,
  /** The 1st to the 99th percentile of the image, padding left out. */
  PERCENTILE
}
