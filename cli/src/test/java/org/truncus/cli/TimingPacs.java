package org.truncus.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.truncus.dicom.DicomReader;
import org.truncus.dicom.Limits;
import org.truncus.dicom.Tag;
import org.truncus.dicom.TransferSyntax;
import org.truncus.gateway.dimse.AcceptRule;
import org.truncus.gateway.dimse.DicomListener;
import org.truncus.gateway.dimse.ListenOptions;
import org.truncus.gateway.dimse.StoreHandler;
import org.truncus.gateway.dimse.StoreRequest;
import org.truncus.gateway.dimse.StoreResponse;
import org.truncus.gateway.dimse.builtin.BuiltinTransport;

/** Takes reports and notes when the first of each study came. */
final class TimingPacs implements StoreHandler, AutoCloseable {

  private final Map<String, Long> came = new ConcurrentHashMap<>();
  private final DicomListener listener =
      new BuiltinTransport()
          .listen(ListenOptions.of("PACS", 0, List.of(AcceptRule.parse("TRUNCUS"))), this);

  /** As {@code --send-to} takes it. */
  String address() {
    return "PACS@127.0.0.1:" + listener.port();
  }

  /** {@link System#nanoTime} of the first report, by Study Instance UID. */
  Map<String, Long> came() {
    return Map.copyOf(came);
  }

  @Override
  public StoreResponse store(StoreRequest request, InputStream dataSet) throws IOException {
    String study =
        DicomReader.readDataSet(
                dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, Limits.standard())
            .string(Tag.StudyInstanceUID)
            .orElseThrow();
    came.putIfAbsent(study, System.nanoTime());
    return StoreResponse.success();
  }

  @Override
  public void close() {
    listener.close();
  }
}
