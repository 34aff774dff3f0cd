package org.truncus.gateway.dicomweb;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.DicomReader;
import org.truncus.dicom.Tag;
import org.truncus.gateway.work.InstanceRow;
import org.truncus.problem.InvalidInputException;
import org.truncus.problem.UnsupportedInputException;

/** Writes answers to WADO-RS (PS3.18 §10.4): files and headers are read while they are sent. */
public final class Retrieval {

  private Retrieval() {}

  /**
   * A multipart body.
   *
   * @param stream to be closed by whoever reads it
   * @param contentType with the boundary
   */
  public record Multipart(InputStream stream, String contentType) {}

  /** Instances as they are stored, one part each. */
  public static Multipart multipart(List<Archive.Held> instances) {
    String boundary = "truncus-" + UUID.randomUUID();
    Stream<Supplier<InputStream>> parts =
        IntStream.range(0, instances.size())
            .boxed()
            .flatMap(
                i ->
                    Stream.of(
                        () -> bytes(head(instances.get(i), boundary, i)),
                        () -> file(instances.get(i))));
    Stream<Supplier<InputStream>> end =
        Stream.of(() -> bytes(ascii("\r\n--" + boundary + "--\r\n")));
    return new Multipart(
        new JoinedInput(Stream.concat(parts, end).iterator()),
        DicomMedia.MULTIPART + "; type=\"" + DicomMedia.DICOM + "\"; boundary=" + boundary);
  }

  /** The headers as a JSON array; of an instance that can't be read only the UIDs. */
  public static InputStream metadata(List<Archive.Held> instances) {
    return JsonArray.of(instances.stream().map(held -> () -> header(held)));
  }

  private static DataSet header(Archive.Held held) {
    try {
      return DicomReader.readHeader(held.file()).dataSet();
    } catch (InvalidInputException | UnsupportedInputException e) {
      return uids(held.row());
    }
  }

  /** What the database knows of an instance. */
  static DataSet uids(InstanceRow row) {
    return new DataSet()
        .set(Tag.SOPClassUID, row.sopClassUid())
        .set(Tag.SOPInstanceUID, row.sopInstanceUid())
        .set(Tag.StudyInstanceUID, row.studyUid())
        .set(Tag.SeriesInstanceUID, row.seriesUid());
  }

  private static byte[] head(Archive.Held held, String boundary, int index) {
    return ascii(
        "%s--%s\r\nContent-Type: %s; transfer-syntax=%s\r\nContent-Length: %d\r\n\r\n"
            .formatted(
                index == 0 ? "" : "\r\n",
                boundary,
                DicomMedia.DICOM,
                held.row().transferSyntaxUid(),
                held.row().bytes()));
  }

  private static InputStream file(Archive.Held held) {
    try {
      return Files.newInputStream(held.file());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream bytes(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
