package org.truncus.list;

/** What one row of a list says about its labels; equal where it says the same. */
interface Statement {

  /** Of a row whose label was reported as a problem. */
  Statement NOTHING = label -> Answer.NOT_SAID;

  /** What it says about a label of the list. */
  Answer answer(String label);
}
