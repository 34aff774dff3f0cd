package org.truncus.gateway.infer;

/** The model failed on an image that could be read. */
final class ModelFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ModelFailedException(Throwable cause) {
    super(cause);
  }
}
