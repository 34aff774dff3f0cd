package org.truncus.experiment;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truncus.problem.InvalidInputException;

/** Reads YAML and keeps the lines, so that a mistake can be pointed at. */
final class SpecDocument {

  private static final YAMLFactory YAML =
      YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private SpecDocument() {}

  /**
   * The one document of a file.
   *
   * @throws InvalidInputException where the file is missing, is no YAML, or holds no keys
   */
  static SpecNode.Fields read(Path file) {
    try (JsonParser parser = YAML.createParser(Files.readAllBytes(file))) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new InvalidInputException(
            file + ":1: expected lines of the form 'key: value', as in docs/how-to/experiment.md");
      }
      SpecNode.Fields fields = (SpecNode.Fields) node(parser);
      if (parser.nextToken() != null) {
        throw new InvalidInputException(
            file + ":" + line(parser) + ": a second document begins here; expected one");
      }
      return fields;
    } catch (NoSuchFileException e) {
      throw new InvalidInputException(file + ": there is no such file", e);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw new InvalidInputException(
          file + ":" + line + ": not valid YAML: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new InvalidInputException(file + ": can't be read: " + e.getMessage(), e);
    }
  }

  private static SpecNode node(JsonParser parser) throws IOException {
    int line = line(parser);
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      Map<String, SpecNode.Field> fields = new LinkedHashMap<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String key = parser.currentName();
        int at = line(parser);
        parser.nextToken();
        fields.put(key, new SpecNode.Field(at, node(parser)));
      }
      return new SpecNode.Fields(line, fields);
    }
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      List<SpecNode> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(node(parser));
      }
      return new SpecNode.Items(line, items);
    }
    boolean blank = parser.currentToken() == JsonToken.VALUE_NULL;
    return new SpecNode.Scalar(line, blank ? "" : parser.getText());
  }

  private static int line(JsonParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }
}
