package org.truncus.gateway.dicomweb;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.truncus.dicom.DataSet;

/** A JSON array of data sets, each made when its turn comes to be sent. */
public final class JsonArray {

  private JsonArray() {}

  /** The array as a stream; it holds one data set at a time. */
  public static InputStream of(Stream<Supplier<DataSet>> dataSets) {
    Iterator<Supplier<DataSet>> rest = dataSets.iterator();
    Supplier<InputStream> start = () -> text(rest.hasNext() ? "[" : "[]");
    Stream<Supplier<InputStream>> objects =
        Stream.iterate(0, i -> rest.hasNext(), i -> i + 1)
            .flatMap(
                i -> {
                  Supplier<DataSet> next = rest.next();
                  return Stream.of(
                      () -> new ByteArrayInputStream(DicomJson.bytes(next.get())),
                      () -> text(rest.hasNext() ? ",\n" : "]\n"));
                });
    return new JoinedInput(Stream.concat(Stream.of(start), objects).iterator());
  }

  private static InputStream text(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }
}
