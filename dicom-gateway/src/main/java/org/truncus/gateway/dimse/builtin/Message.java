package org.truncus.gateway.dimse.builtin;

import java.util.Optional;
import org.truncus.gateway.dimse.service.AcceptedContext;

/**
 * A received DIMSE message.
 *
 * @param context in which it came
 * @param data set of the message, still on the network: it has to be read or skipped before the
 *     next message
 */
record Message(AcceptedContext context, Command command, Optional<DataSetStream> data) {}
