package org.truncus.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truncus.json.Json;
import org.truncus.list.KnownNames;
import org.truncus.problem.InvalidInputException;

/**
 * What only the maker of a model can say about it, in the sections of a model card (Mitchell et al.
 * 2019). Whatever is missing is null, and the card says that it is not stated.
 *
 * @param intendedUse what it is for
 * @param intendedUsers who is to use it
 * @param outOfScope what it must not be used for
 * @param factors groups, instruments and environments that may matter
 * @param trainingData where the training data come from and how they were labelled
 * @param evaluationData the same of the data it was judged on
 * @param failureModes how it is known to fail
 * @param ethicalConsiderations sensitive data, risks, who is affected
 * @param caveats anything else to know
 * @param contact whom to ask
 * @param licence of the weights
 * @param citation what to cite
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CardTexts(
    String intendedUse,
    String intendedUsers,
    String outOfScope,
    String factors,
    String trainingData,
    String evaluationData,
    String failureModes,
    String ethicalConsiderations,
    String caveats,
    String contact,
    String licence,
    String citation) {

  /** What the card says where the maker says nothing. */
  public static final String NOT_STATED = "Not stated.";

  /** Nothing said. */
  public static CardTexts none() {
    return new CardTexts(null, null, null, null, null, null, null, null, null, null, null, null);
  }

  /**
   * Reads the texts of a YAML file, one key for each.
   *
   * @throws InvalidInputException where it is no such file, or has a key that no card has
   */
  public static CardTexts read(Path yaml) {
    JsonNode tree;
    try {
      tree = new YAMLMapper().readTree(Files.readAllBytes(yaml));
    } catch (JsonProcessingException e) {
      throw new InvalidInputException(yaml + ": not valid YAML: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new InvalidInputException(yaml + ": can't be read: " + e.getMessage(), e);
    }
    if (tree == null || !tree.isObject()) {
      throw new InvalidInputException(
          yaml + ": expected lines 'key: text' with keys of " + String.join(", ", keys()));
    }
    for (Map.Entry<String, JsonNode> entry : tree.properties()) {
      check(yaml, entry.getKey(), entry.getValue());
    }
    return Json.mapper().convertValue(tree, CardTexts.class);
  }

  private static void check(Path yaml, String key, JsonNode value) {
    if (!keys().contains(key)) {
      throw new InvalidInputException(
          yaml
              + ": unknown key '"
              + key
              + "'; a model card has "
              + String.join(", ", keys())
              + KnownNames.nearest(key, keys()).map(k -> ". Did you mean " + k + "?").orElse(""));
    }
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw new InvalidInputException(
          yaml + ": " + key + " must be a text, found " + value + "; leave out what isn't known");
    }
  }

  /** The keys of the file, in the order of the card. */
  public static List<String> keys() {
    return List.copyOf(none().byKey().keySet());
  }

  /** All texts by key, null where not stated. */
  Map<String, String> byKey() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("intendedUse", intendedUse);
    texts.put("intendedUsers", intendedUsers);
    texts.put("outOfScope", outOfScope);
    texts.put("factors", factors);
    texts.put("trainingData", trainingData);
    texts.put("evaluationData", evaluationData);
    texts.put("failureModes", failureModes);
    texts.put("ethicalConsiderations", ethicalConsiderations);
    texts.put("caveats", caveats);
    texts.put("contact", contact);
    texts.put("licence", licence);
    texts.put("citation", citation);
    return Collections.unmodifiableMap(texts);
  }

  /** The keys that nothing was said for. */
  public List<String> missing() {
    return byKey().entrySet().stream()
        .filter(entry -> entry.getValue() == null)
        .map(Map.Entry::getKey)
        .toList();
  }
}
