package org.truncus.weights;

/** What our own files say of themselves. */
public final class OwnMetadata {

  /** The backbone's name. */
  public static final String BACKBONE = "truncus.backbone";

  /** The name of the normalisation. */
  public static final String NORMALIZATION = "truncus.normalization";

  /** Epsilon of batch normalisation; where it is missing, the backbone's. */
  public static final String EPSILON = "truncus.epsilon";

  /** Whether batch normalisation was folded into the convolutions. */
  public static final String FOLDED = "truncus.folded";

  private OwnMetadata() {}
}
