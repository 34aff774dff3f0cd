package org.truncus.gateway.dimse;

import java.io.IOException;

/** A data set is larger than {@link ListenOptions#maxObjectBytes}; the sender is answered A700. */
public final class ObjectTooLargeException extends IOException {

  private static final long serialVersionUID = 1L;

  private final long limit;

  /**
   * Says the limit.
   *
   * @param limit in bytes
   */
  public ObjectTooLargeException(long limit) {
    super("the data set is larger than the limit of " + limit + " bytes");
    this.limit = limit;
  }

  /** The limit in bytes. */
  public long limit() {
    return limit;
  }
}
