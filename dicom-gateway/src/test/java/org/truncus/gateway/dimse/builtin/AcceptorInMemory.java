package org.truncus.gateway.dimse.builtin;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.truncus.gateway.dimse.AcceptRule;
import org.truncus.gateway.dimse.AssociationInfo;
import org.truncus.gateway.dimse.CommitmentHandler;
import org.truncus.gateway.dimse.CommitmentRequest;
import org.truncus.gateway.dimse.CommitmentResult;
import org.truncus.gateway.dimse.ListenOptions;
import org.truncus.gateway.dimse.StoreHandler;
import org.truncus.gateway.dimse.StoreRequest;
import org.truncus.gateway.dimse.StoreResponse;
import org.truncus.gateway.dimse.Timeouts;
import org.truncus.gateway.dimse.pdu.Pdu;
import org.truncus.gateway.dimse.pdu.PduException;
import org.truncus.gateway.dimse.service.AssociationRegistry;
import org.truncus.gateway.dimse.service.Channel;
import org.truncus.gateway.dimse.service.Watchdog;

/**
 * The provider without a network: a stream of bytes goes in, what it answers comes out. The same
 * classes as behind a port take it: acceptor, association, conversation.
 */
final class AcceptorInMemory implements AutoCloseable {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final ListenOptions OPTIONS =
      ListenOptions.of("GATEWAY", 0, List.of(AcceptRule.parse("*")))
          .withMaxObjectBytes(1 << 16)
          .withTimeouts(new Timeouts(LONG, LONG, LONG, LONG, LONG), LONG);

  private final Watchdog watchdog = new Watchdog("memory");
  private final AssociationRegistry registry = new AssociationRegistry(1, 1);
  private final Acceptor acceptor = new Acceptor(OPTIONS, registry, true);
  private final Provider provider =
      new Provider(new Sink(), Optional.of(new Answers()), OPTIONS.timeouts());

  /** How a stream ended. */
  enum End {
    REFUSED,
    ASSOCIATED
  }

  /** Plays a stream to its end. Whatever is thrown from here is a fault of ours. */
  End play(byte[] stream) throws IOException {
    MemorySocket socket = new MemorySocket(stream);
    Connection connection =
        new Connection(new Channel(socket, socket), watchdog, OPTIONS.maxPduLength(), LONG);
    Optional<Association> association = Optional.empty();
    try {
      association = acceptor.accept(connection);
    } catch (PduException e) {
      connection.abort(new Pdu.Abort(Pdu.Abort.PROVIDER, e.reason()));
    } catch (IOException e) {
      connection.close();
    }
    if (association.isEmpty()) {
      return End.REFUSED;
    }
    provider.serve(association.get());
    registry.remove(association.get().info());
    return End.ASSOCIATED;
  }

  @Override
  public void close() {
    watchdog.close();
  }

  /** Reads data sets and forgets them. */
  private static final class Sink implements StoreHandler {
    @Override
    public StoreResponse store(StoreRequest request, InputStream dataSet) throws IOException {
      dataSet.transferTo(OutputStream.nullOutputStream());
      return StoreResponse.success();
    }
  }

  /** Keeps everything. */
  private static final class Answers implements CommitmentHandler {
    @Override
    public StoreResponse requested(AssociationInfo association, CommitmentRequest request) {
      return StoreResponse.success();
    }

    @Override
    public Optional<CommitmentResult> result(AssociationInfo association, String transaction) {
      return Optional.of(new CommitmentResult(transaction, List.of(), List.of()));
    }

    @Override
    public void told(AssociationInfo association, String transactionUID) {}

    @Override
    public StoreResponse reported(AssociationInfo association, CommitmentResult result) {
      return StoreResponse.success();
    }
  }
}
