package org.truncus.list;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the outputs of a network mean. */
public enum Task {
  /** Independent findings, one sigmoid each; the list has {@code label:<name>} columns. */
  @JsonProperty("multilabel")
  MULTILABEL,
  /** One of several classes, softmax; the list has one {@code label} column of class names. */
  @JsonProperty("multiclass")
  MULTICLASS
}
