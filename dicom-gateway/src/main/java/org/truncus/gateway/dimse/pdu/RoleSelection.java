package org.truncus.gateway.dimse.pdu;

/**
 * SCP/SCU role selection (PS3.7 §D.3.3.4), from the requestor's point of view.
 *
 * @param scu whether the requestor may be user of the class
 * @param scp whether the requestor may be provider of the class
 */
public record RoleSelection(String sopClassUID, boolean scu, boolean scp) {}
