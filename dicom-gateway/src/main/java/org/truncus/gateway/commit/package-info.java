/**
 * Storage commitment (PS3.4 annex J) on top of the database: peers ask whether we keep what they
 * sent, and we ask destinations whether they keep our reports.
 *
 * <p>{@link org.truncus.gateway.commit.CommitmentDesk} answers the network; two workers go on where
 * the other side wasn't there. The messages themselves belong to {@code dimse}.
 */
package org.truncus.gateway.commit;
