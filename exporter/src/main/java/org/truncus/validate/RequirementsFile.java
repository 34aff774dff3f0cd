package org.truncus.validate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.truncus.problem.InvalidInputException;
import org.truncus.problem.UsageException;

/**
 * Requirements as a hospital files them, in YAML: a key {@code requirements} over a list whose
 * entries are a requirement, or a map of {@code require} and {@code why}.
 */
public final class RequirementsFile {

  private RequirementsFile() {}

  /**
   * Reads a file.
   *
   * @throws InvalidInputException where it isn't there, is no YAML, or of another shape
   * @throws UsageException where a requirement makes no sense, naming file and entry
   */
  public static List<Requirement> read(Path file) {
    JsonNode tree;
    try {
      tree = new YAMLMapper().readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw new InvalidInputException(file + ": is no valid YAML: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new InvalidInputException(file + ": can't be read: " + e.getMessage(), e);
    }
    JsonNode list = tree.path("requirements");
    if (!list.isArray() || list.isEmpty() || tree.size() != 1) {
      throw new InvalidInputException(
          file
              + ": expected one key 'requirements' over a list such as\n  requirements:\n    -"
              + " auroc.ci_low >= 0.85");
    }
    List<Requirement> requirements = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      requirements.add(entry(file, i + 1, list.get(i)));
    }
    return requirements;
  }

  private static Requirement entry(Path file, int number, JsonNode entry) {
    String where = file + ": requirement " + number + ": ";
    JsonNode text = entry.isObject() ? entry.path("require") : entry;
    JsonNode why = entry.path("why");
    int known = (text.isTextual() ? 1 : 0) + (why.isTextual() ? 1 : 0);
    if (!text.isTextual() || (entry.isObject() && entry.size() != known)) {
      throw new InvalidInputException(
          where + "expected a text, or a map of 'require' and 'why', both texts; found " + entry);
    }
    try {
      return Requirement.parse(text.asText()).because(why.asText());
    } catch (UsageException e) {
      throw new UsageException(where + e.getMessage(), e);
    }
  }
}
