package org.truncus.gateway.dimse.builtin;

/** Values of CommandField (0000,0100) (PS3.7 annex E.1). */
final class CommandField {

  static final int C_STORE_RQ = 0x0001;
  static final int N_EVENT_REPORT_RQ = 0x0100;
  static final int N_ACTION_RQ = 0x0130;
  static final int C_ECHO_RQ = 0x0030;
  static final int C_CANCEL_RQ = 0x0FFF;

  /** Set in responses. */
  static final int RESPONSE = 0x8000;

  private CommandField() {}
}
