package org.truncus.weights.source;

/** Whose names the tensors of a file have. */
public enum Scheme {
  /** Our own, which are those of Keras applications. */
  TRUNCUS("Truncus"),
  /** Keras applications. */
  KERAS("Keras"),
  /** Keras applications before 2.2.3: {@code res2a_branch2a}. */
  KERAS_RES2A("Keras, names of before 2018"),
  /** Keras 3 without names: the classes of layers, numbered. */
  KERAS_ORDER("Keras applications, told by the order of layers"),
  /** torchvision and timm. */
  TORCHVISION("torchvision");

  private final String text;

  Scheme(String text) {
    this.text = text;
  }

  /** For people. */
  public String text() {
    return text;
  }
}
