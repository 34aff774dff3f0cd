package org.truncus.list;

import java.util.Locale;

/** What a column of scores holds. */
public enum ScoreKind {
  /** In [0,1]. */
  PROBABILITY,
  /** Before sigmoid or softmax; any finite number. */
  LOGIT,
  /** Anything that is higher for the more likely positive; any finite number. */
  SCORE;

  /** The end of the column's name, for example {@code .logit}. */
  public String suffix() {
    return "." + name().toLowerCase(Locale.ROOT);
  }
}
