package org.truncus.gateway.dicomweb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.Tag;
import org.truncus.dicom.VR;
import org.truncus.gateway.inbox.Receipt;

/** Says what became of a request to store (PS3.18 table 10.5.3-1, annex I). */
public final class StowAnswer {

  private static final int OTHER_FAILURES_SEQUENCE = 0x0008119A;

  private StowAnswer() {}

  /**
   * In the JSON model.
   *
   * @param base the address of this service, as {@code http://host:8080/dicom-web}
   */
  public static byte[] json(StowOutcome outcome, String base) {
    List<DataSet> stored = new ArrayList<>();
    List<DataSet> failed = new ArrayList<>();
    List<DataSet> other = new ArrayList<>();
    for (StowOutcome.Item item : outcome.items()) {
      if (item.isStored()) {
        stored.add(stored(item, base));
      } else if (item.sopInstanceUid().isEmpty()) {
        other.add(reason(new DataSet(), item));
      } else {
        failed.add(reason(reference(item), item));
      }
    }
    DataSet answer = new DataSet();
    Set<String> studies =
        outcome.items().stream()
            .flatMap(item -> item.receipt().held().stream())
            .map(Receipt.Held::studyUid)
            .collect(Collectors.toSet());
    if (studies.size() == 1) {
      answer.set(Tag.RetrieveURL, base + "/studies/" + studies.iterator().next());
    }
    put(answer, Tag.ReferencedSOPSequence, stored);
    put(answer, Tag.FailedSOPSequence, failed);
    put(answer, OTHER_FAILURES_SEQUENCE, other);
    return DicomJson.bytes(answer);
  }

  private static void put(DataSet answer, int tag, List<DataSet> items) {
    if (!items.isEmpty()) {
      answer.setItems(tag, items);
    }
  }

  private static DataSet stored(StowOutcome.Item item, String base) {
    DataSet reference = reference(item);
    Optional<Receipt.Held> held = item.receipt().held();
    held.ifPresent(
        place ->
            reference.set(
                Tag.RetrieveURL,
                "%s/studies/%s/series/%s/instances/%s"
                    .formatted(base, place.studyUid(), place.seriesUid(), item.sopInstanceUid())));
    return reference;
  }

  private static DataSet reference(StowOutcome.Item item) {
    return new DataSet()
        .set(Tag.ReferencedSOPClassUID, item.sopClassUid())
        .set(Tag.ReferencedSOPInstanceUID, item.sopInstanceUid());
  }

  private static DataSet reason(DataSet into, StowOutcome.Item item) {
    return into.set(Tag.FailureReason, VR.US, String.valueOf(item.receipt().response().status()));
  }
}
