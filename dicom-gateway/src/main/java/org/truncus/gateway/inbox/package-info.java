/**
 * Receiving: what happens between the data of a C-STORE and its answer. An instance is on disk,
 * forced there, and in the database before the answer says success; what can't be taken is refused
 * with the status that tells the sender why.
 *
 * <p>The network is {@code dimse}'s; what becomes of a complete study is {@code work}'s.
 */
package org.truncus.gateway.inbox;
