package org.truncus.weights;

/** Keys of what our own files say of themselves. */
public final class OwnMetadata {

  /** The backbone's name. */
  public static final String BACKBONE = "truncus.backbone";

  /** The name of the normalisation. */
  public static final String NORMALIZATION = "truncus.normalization";

  /** Epsilon of batch normalisation; where it is missing, the backbone's. */
  public static final String EPSILON = "truncus.epsilon";

  /** Whether batch normalisation was folded into the convolutions. */
  public static final String FOLDED = "truncus.folded";

  /** Activations for the test image, so that who imports the file can compare. */
  public static final String GOLDEN = "truncus.golden";

  /** The cut up to which the file goes. */
  public static final String CUT = "truncus.cut";

  private OwnMetadata() {}
}
