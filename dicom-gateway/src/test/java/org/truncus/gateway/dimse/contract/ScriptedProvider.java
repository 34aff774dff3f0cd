package org.truncus.gateway.dimse.contract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.truncus.dicom.UID;
import org.truncus.gateway.dimse.PeerAddress;
import org.truncus.gateway.dimse.pdu.ContextResult;
import org.truncus.gateway.dimse.pdu.Pdu;
import org.truncus.gateway.dimse.pdu.Pdv;
import org.truncus.gateway.dimse.pdu.UserInformation;

/** A provider that does with each connection what a test says. */
public final class ScriptedProvider implements AutoCloseable {

  /** One connection's life. */
  public interface Script {
    void play(RawPeer user) throws IOException, InterruptedException;
  }

  private final ServerSocket server;
  private final Queue<IOException> ended = new ConcurrentLinkedQueue<>();
  private final ExecutorService thread = Executors.newSingleThreadExecutor();

  /** Starts at once, on a port of the system's choice. */
  public ScriptedProvider(Script script) throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    thread.execute(
        () -> {
          while (!server.isClosed()) {
            try (Socket socket = server.accept();
                RawPeer user = new RawPeer(socket)) {
              script.play(user);
            } catch (IOException e) {
              ended.add(e); // the user hung up, or the test is over
            } catch (InterruptedException e) {
              return;
            }
          }
        });
  }

  /** As PACS. */
  public PeerAddress address() {
    return new PeerAddress("PACS", "127.0.0.1", server.getLocalPort());
  }

  /** Accepts every context in its first syntax. */
  public static void accept(RawPeer user, long maxLength) throws IOException {
    Pdu.AssociateRq rq = (Pdu.AssociateRq) user.read();
    List<ContextResult> results =
        rq.contexts().stream()
            .map(c -> new ContextResult(c.id(), 0, c.transferSyntaxes().get(0)))
            .toList();
    user.send(
        new Pdu.AssociateAc(
            1,
            rq.calledAet(),
            rq.callingAet(),
            Pdu.APPLICATION_CONTEXT,
            results,
            UserInformation.of(maxLength, UID.nameBased("scripted"), "SCRIPT")));
  }

  /** Reads one C-STORE request to its end. */
  public static Request readStore(RawPeer user) throws IOException {
    ByteArrayOutputStream command = new ByteArrayOutputStream();
    int longest = 0;
    while (true) {
      if (!(user.read() instanceof Pdu.PDataTf data)) {
        throw new IOException("no more");
      }
      for (Pdv pdv : data.values()) {
        longest = Math.max(longest, pdv.data().remaining() + Pdv.HEADER_LENGTH);
        if (pdv.command()) {
          byte[] bytes = new byte[pdv.data().remaining()];
          pdv.data().get(bytes);
          command.writeBytes(bytes);
        } else if (pdv.last()) {
          return new Request(RawCommand.decode(command.toByteArray()), pdv.contextId(), longest);
        }
      }
    }
  }

  /** A request and the length of its longest PDU. */
  public record Request(RawCommand command, int contextId, int longestPdu) {}

  @Override
  public void close() throws IOException {
    server.close();
    thread.shutdownNow();
  }
}
