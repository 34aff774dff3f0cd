package org.truncus.gateway;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.DicomReader;
import org.truncus.dicom.Limits;
import org.truncus.dicom.TransferSyntax;
import org.truncus.gateway.dimse.AcceptRule;
import org.truncus.gateway.dimse.DicomListener;
import org.truncus.gateway.dimse.ListenOptions;
import org.truncus.gateway.dimse.PeerAddress;
import org.truncus.gateway.dimse.StoreHandler;
import org.truncus.gateway.dimse.StoreRequest;
import org.truncus.gateway.dimse.StoreResponse;
import org.truncus.gateway.dimse.builtin.BuiltinTransport;

/** An archive that keeps what it is sent in memory. */
public final class ReceivingPacs implements AutoCloseable, StoreHandler {

  private static final String TITLE = "PACS";

  private final List<byte[]> objects = new CopyOnWriteArrayList<>();
  private final DicomListener listener;

  /** Listens; port 0 lets the system choose. */
  public ReceivingPacs(int port) {
    listener =
        new BuiltinTransport()
            .listen(ListenOptions.of(TITLE, port, List.of(AcceptRule.parse("TRUNCUS"))), this);
  }

  @Override
  public StoreResponse store(StoreRequest request, InputStream dataSet) throws IOException {
    objects.add(dataSet.readAllBytes());
    return StoreResponse.success();
  }

  public PeerAddress address() {
    return address(listener.port());
  }

  public static PeerAddress address(int port) {
    return new PeerAddress(TITLE, "127.0.0.1", port);
  }

  /** The data sets received, in their order. */
  public List<byte[]> encoded() {
    return List.copyOf(objects);
  }

  /** The same, parsed. */
  public List<DataSet> reports() {
    return objects.stream().map(ReceivingPacs::parse).toList();
  }

  @Override
  public void close() {
    listener.close();
  }

  private static DataSet parse(byte[] bytes) {
    try {
      return DicomReader.readDataSet(
          new ByteArrayInputStream(bytes),
          TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
          Limits.standard());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
