package org.truncus.gateway.dicomweb;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.Element;
import org.truncus.dicom.Tag;
import org.truncus.dicom.VR;
import org.truncus.json.Json;
import org.truncus.problem.InvalidInputException;
import org.truncus.problem.UnsupportedInputException;

/**
 * Writes data sets in the DICOM JSON model (PS3.18 annex F). Characters become UTF-8, and
 * SpecificCharacterSet says so. Binary values of up to {@link #MAX_INLINE} bytes stand in the
 * document; longer ones and pixel data are left out, and so are values that break the rules of
 * their VR (their VR stays).
 */
public final class DicomJson {

  /** Longest binary value that is written, in bytes. */
  public static final int MAX_INLINE = 1024;

  private static final int MAX_NUMBER = 64;
  private static final List<String> PERSON_NAME_GROUPS =
      List.of("Alphabetic", "Ideographic", "Phonetic");

  private DicomJson() {}

  /** One object, in UTF-8. */
  public static byte[] bytes(DataSet dataSet) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.mapper().getFactory().createGenerator(out)) {
      write(dataSet, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void write(DataSet dataSet, JsonGenerator json) throws IOException {
    json.writeStartObject();
    for (Element element : dataSet) {
      int tag = element.tag();
      if (Tag.element(tag) == 0 || Tag.group(tag) < 8 || isBulk(element)) {
        continue; // group lengths, meta information, pixels
      }
      json.writeObjectFieldStart(String.format(Locale.ROOT, "%08X", tag));
      json.writeStringField("vr", element.vr().name());
      if (element instanceof Element.Sequence sequence) {
        items(sequence.items(), json);
      } else {
        value(dataSet, element, json);
      }
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static boolean isBulk(Element element) {
    if (element instanceof Element.Bytes bytes) {
      return isBinary(bytes.vr()) && bytes.value().length > MAX_INLINE;
    }
    return !(element instanceof Element.Text || element instanceof Element.Sequence);
  }

  private static boolean isBinary(VR vr) {
    return switch (vr) {
      case OB, OD, OF, OL, OV, OW, UN -> true;
      default -> false;
    };
  }

  private static void items(List<DataSet> items, JsonGenerator json) throws IOException {
    if (items.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("Value");
    for (DataSet item : items) {
      write(item, json);
    }
    json.writeEndArray();
  }

  private static void value(DataSet dataSet, Element element, JsonGenerator json)
      throws IOException {
    if (isBinary(element.vr())) {
      byte[] bytes = dataSet.bytes(element.tag());
      if (bytes.length > 0) {
        json.writeBinaryField("InlineBinary", bytes);
      }
      return;
    }
    if (element.vr() == VR.SV || element.vr() == VR.UV) {
      longs(element.vr(), dataSet.bytes(element.tag()), json);
      return;
    }
    List<String> values = strings(dataSet, element);
    if (values.stream().allMatch(String::isEmpty)) {
      return;
    }
    json.writeArrayFieldStart("Value");
    for (String value : values) {
      if (value.isEmpty()) {
        json.writeNull();
      } else {
        one(element.vr(), value, json);
      }
    }
    json.writeEndArray();
  }

  private static List<String> strings(DataSet dataSet, Element element) {
    if (element.tag() == Tag.SpecificCharacterSet) {
      return List.of("ISO_IR 192");
    }
    try {
      return dataSet.strings(element.tag());
    } catch (InvalidInputException | UnsupportedInputException e) {
      return List.of();
    }
  }

  private static void one(VR vr, String value, JsonGenerator json) throws IOException {
    switch (vr) {
      case PN -> personName(value, json);
      case AT -> json.writeString(String.format(Locale.ROOT, "%08X", (int) Long.parseLong(value)));
      case FL -> decimal(Float.parseFloat(value), json);
      case FD -> decimal(Double.parseDouble(value), json);
      case SS, US, SL, UL -> json.writeNumber(Long.parseLong(value));
      case IS, DS -> number(value, json);
      default -> json.writeString(value);
    }
  }

  /** The shortest digits that give the number back; JSON has no infinities. */
  private static void decimal(Number value, JsonGenerator json) throws IOException {
    if (Double.isFinite(value.doubleValue())) {
      json.writeNumber(value.toString());
    } else {
      json.writeNull();
    }
  }

  /** As text: many readers hold numbers in 53 bits. */
  private static void longs(VR vr, byte[] value, JsonGenerator json) throws IOException {
    if (value.length == 0 || value.length % Long.BYTES != 0) {
      return;
    }
    json.writeArrayFieldStart("Value");
    ByteBuffer bytes = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      long number = bytes.getLong();
      json.writeString(vr == VR.UV ? Long.toUnsignedString(number) : Long.toString(number));
    }
    json.writeEndArray();
  }

  /** A number where the text is one, with its digits as they are; else the text (F.2.3.1). */
  private static void number(String text, JsonGenerator json) throws IOException {
    try {
      if (text.length() <= MAX_NUMBER && Double.isFinite(Double.parseDouble(text))) {
        BigDecimal exact = new BigDecimal(text);
        if (Math.abs(exact.scale()) <= MAX_NUMBER) {
          json.writeNumber(exact.toString());
          return;
        }
      }
    } catch (NumberFormatException e) {
      // no number; written as it is
    }
    json.writeString(text);
  }

  private static void personName(String value, JsonGenerator json) throws IOException {
    String[] groups = value.split("=", -1);
    json.writeStartObject();
    for (int i = 0; i < Math.min(groups.length, PERSON_NAME_GROUPS.size()); i++) {
      if (!groups[i].isEmpty()) {
        json.writeStringField(PERSON_NAME_GROUPS.get(i), groups[i]);
      }
    }
    json.writeEndObject();
  }
}
