package org.truncus.list;

/** A row that belongs to one class. */
record ClassName(String name) implements Statement {

  @Override
  public Answer answer(String label) {
    return name.equals(label) ? Answer.POSITIVE : Answer.NEGATIVE;
  }
}
