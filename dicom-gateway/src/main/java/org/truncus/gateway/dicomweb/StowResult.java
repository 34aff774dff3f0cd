package org.truncus.gateway.dicomweb;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.truncus.gateway.dimse.DimseStatus;
import org.truncus.json.Json;

/**
 * What a STOW-RS service said of each instance (PS3.18 table 10.5.3-1).
 *
 * @param understood whether its body could be read; an empty one says nothing and is understood
 * @param lists whether it lists instances, even if none: then one that isn't listed isn't stored
 * @param statuses by SOP Instance UID: 0 for stored, else the failure reason
 */
record StowResult(boolean understood, boolean lists, Map<String, Integer> statuses) {

  /** What says nothing. */
  static final StowResult EMPTY = new StowResult(true, false, Map.of());

  private static final StowResult NOT_UNDERSTOOD = new StowResult(false, false, Map.of());

  private static final String REFERENCED = "00081199";
  private static final String FAILED = "00081198";
  private static final String INSTANCE = "00081155";
  private static final String REASON = "00081197";

  /** What was said of an instance. */
  OptionalInt status(String sopInstanceUid) {
    Integer status = statuses.get(sopInstanceUid);
    return status == null ? OptionalInt.empty() : OptionalInt.of(status);
  }

  /** Reads JSON, XML (PS3.19 annex A) or nothing. */
  static StowResult parse(byte[] body) {
    int start = 0;
    while (start < body.length && Character.isWhitespace(body[start])) {
      start++;
    }
    if (start == body.length) {
      return EMPTY;
    }
    return switch (body[start]) {
      case '{', '[' -> json(body);
      case '<', (byte) 0xEF -> xml(body);
      default -> NOT_UNDERSTOOD;
    };
  }

  private static StowResult json(byte[] body) {
    try {
      JsonNode answer = Json.mapper().readTree(body);
      JsonNode object = answer.isArray() ? answer.path(0) : answer;
      Map<String, Integer> statuses = new HashMap<>();
      for (JsonNode item : object.path(REFERENCED).path("Value")) {
        statuses.put(value(item, INSTANCE).asText(), DimseStatus.SUCCESS);
      }
      for (JsonNode item : object.path(FAILED).path("Value")) {
        statuses.put(
            value(item, INSTANCE).asText(),
            value(item, REASON).asInt(DimseStatus.PROCESSING_FAILURE));
      }
      boolean lists = object.has(REFERENCED) || object.has(FAILED);
      return object.isObject() ? new StowResult(true, lists, statuses) : NOT_UNDERSTOOD;
    } catch (IOException e) {
      return NOT_UNDERSTOOD;
    }
  }

  private static JsonNode value(JsonNode item, String tag) {
    return item.path(tag).path("Value").path(0);
  }

  private static StowResult xml(byte[] body) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      return new Xml(factory.createXMLStreamReader(new ByteArrayInputStream(body))).read();
    } catch (XMLStreamException e) {
      return NOT_UNDERSTOOD;
    }
  }

  /** Walks through the attributes of the Native DICOM Model. */
  private static final class Xml {
    private final XMLStreamReader reader;
    private final Map<String, Integer> statuses = new HashMap<>();
    private String sequence = "";
    private String tag = "";
    private String instance = "";
    private int reason = DimseStatus.PROCESSING_FAILURE;

    Xml(XMLStreamReader reader) {
      this.reader = reader;
    }

    StowResult read() throws XMLStreamException {
      while (reader.hasNext()) {
        int event = reader.next();
        if (event == XMLStreamReader.START_ELEMENT) {
          begin(reader.getLocalName());
        } else if (event == XMLStreamReader.END_ELEMENT && reader.getLocalName().equals("Item")) {
          statuses.put(instance, sequence.equals(FAILED) ? reason : DimseStatus.SUCCESS);
          reason = DimseStatus.PROCESSING_FAILURE;
        }
      }
      return new StowResult(true, !sequence.isEmpty(), statuses);
    }

    private void begin(String name) throws XMLStreamException {
      if (name.equals("DicomAttribute")) {
        tag = String.valueOf(reader.getAttributeValue(null, "tag"));
        if (tag.equals(FAILED) || tag.equals(REFERENCED)) {
          sequence = tag;
        }
      } else if (name.equals("Value")) {
        String text = reader.getElementText().strip();
        if (tag.equals(INSTANCE)) {
          instance = text;
        } else if (tag.equals(REASON) && text.matches("[0-9]{1,5}")) {
          reason = Integer.parseInt(text);
        }
      }
    }
  }
}
