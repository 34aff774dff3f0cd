package org.truncus.gateway.dimse;

/** An instance whose safe keeping is asked for or answered (PS3.4 annex J.3). */
public record CommitmentItem(String sopClassUID, String sopInstanceUID) {}
