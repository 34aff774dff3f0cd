package org.truncus.gateway.dimse.pdu;

/**
 * Asynchronous operations window (PS3.7 §D.3.3.3); 0 stands for unlimited.
 *
 * @param invoked operations the requestor may have outstanding
 * @param performed operations the requestor can perform at a time
 */
public record AsyncWindow(int invoked, int performed) {

  /** One operation after the other. */
  public static final AsyncWindow SYNCHRONOUS = new AsyncWindow(1, 1);
}
