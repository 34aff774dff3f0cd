package org.truncus.gateway.dicomweb;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.Dictionary;
import org.truncus.dicom.Tag;
import org.truncus.dicom.VR;
import org.truncus.problem.UsageException;

/**
 * What a search asks for (PS3.18 §8.3.4).
 *
 * @param keys tag to value; all must match
 * @param limit matches answered at most, 1..{@value #MAX_LIMIT}
 * @param offset matches passed over
 * @param include further attributes of the answer
 * @param includeAll all that there are
 * @param fuzzy whether names were to be matched by their sound, which isn't done
 */
public record SearchQuery(
    Map<Integer, String> keys,
    int limit,
    int offset,
    Set<Integer> include,
    boolean includeAll,
    boolean fuzzy) {

  private static final int LIMIT = 100;
  private static final int MAX_LIMIT = 1000;
  private static final int MAX_VALUE = 256;

  /** Keeps unmodifiable copies. */
  public SearchQuery {
    keys = Map.copyOf(keys);
    include = Set.copyOf(include);
  }

  /**
   * Reads the parameters of an address. Messages quote no values: those are patient data.
   *
   * @throws UsageException where a parameter isn't known or makes no sense
   */
  static SearchQuery parse(Map<String, List<String>> parameters, SearchKeys level) {
    Map<Integer, String> keys = new LinkedHashMap<>();
    Set<Integer> include = new HashSet<>();
    boolean all = false;
    boolean fuzzy = false;
    int limit = LIMIT;
    int offset = 0;
    for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
      String value = String.join(",", parameter.getValue());
      switch (parameter.getKey()) {
        case "limit" -> limit = number("limit", value);
        case "offset" -> offset = number("offset", value);
        case "fuzzymatching" -> fuzzy = value.equals("true");
        case "includefield" -> {
          all |= list(value).contains("all");
          for (String field : list(value)) {
            SearchKeys.tag(field).ifPresent(include::add);
          }
        }
        default -> keys.put(key(parameter.getKey(), level), checked(value));
      }
    }
    return new SearchQuery(
        keys, Math.max(1, Math.min(limit, MAX_LIMIT)), offset, include, all, fuzzy);
  }

  /** The values of a list, which commas or backslashes separate. */
  static List<String> list(String value) {
    return Pattern.compile("[,\\\\]").splitAsStream(value).map(String::strip).toList();
  }

  /** Whether all keys fit an object. */
  boolean matches(DataSet facts) {
    return keys.entrySet().stream().allMatch(key -> matches(facts, key.getKey(), key.getValue()));
  }

  private static boolean matches(DataSet facts, int tag, String value) {
    if (value.isEmpty() || value.equals("*")) {
      return true;
    }
    List<String> held = facts.strings(tag);
    return switch (Dictionary.vr(tag)) {
      case UI -> held.stream().anyMatch(list(value)::contains);
      case DA, TM -> held.stream().anyMatch(one -> inRange(value, one));
      case PN -> held.stream().anyMatch(name -> isNamed(value, name));
      case CS ->
          held.stream().anyMatch(one -> list(value).stream().anyMatch(v -> Glob.matches(v, one)));
      default -> held.stream().anyMatch(one -> Glob.matches(value, one));
    };
  }

  /** A day, {@code from-to}, {@code -to} or {@code from-}; times likewise. */
  private static boolean inRange(String range, String value) {
    int dash = range.indexOf('-');
    if (dash < 0) {
      return value.equals(range);
    }
    String from = range.substring(0, dash);
    String to = range.substring(dash + 1);
    return value.compareTo(from) >= 0
        && (to.isEmpty() || value.compareTo(to) <= 0 || value.startsWith(to));
  }

  /** Any of a name's groups, capitals or not, empty components at the end left out. */
  private static boolean isNamed(String wanted, String name) {
    String pattern = wanted.replaceAll("\\^+$", "");
    return Pattern.compile("=")
        .splitAsStream(name)
        .map(group -> group.strip().replaceAll("\\^+$", ""))
        .anyMatch(group -> Glob.matchesAnyCase(pattern, group));
  }

  private static int key(String name, SearchKeys level) {
    return SearchKeys.tag(name)
        .filter(level.searched()::contains)
        .orElseThrow(
            () ->
                new UsageException(
                    "a parameter is no search key of this level; known are limit, offset,"
                        + " includefield, fuzzymatching, "
                        + String.join(
                            ", ",
                            level.searched().stream()
                                .map(tag -> Dictionary.keyword(tag).orElseThrow())
                                .toList())));
  }

  private static String checked(String value) {
    if (value.length() > MAX_VALUE) {
      throw new UsageException("a search value is longer than " + MAX_VALUE + " characters");
    }
    return value.strip();
  }

  private static int number(String name, String value) {
    if (!value.matches("[0-9]{1,9}")) {
      throw new UsageException(name + " is no whole number");
    }
    return Integer.parseInt(value);
  }

  /** Takes from an object what the answer holds. */
  DataSet answer(DataSet facts, SearchKeys level) {
    DataSet answer = new DataSet().set(Tag.SpecificCharacterSet, "ISO_IR 192");
    Stream.of(
            level.standard(),
            level.computed(),
            List.of(Tag.StudyInstanceUID, Tag.SeriesInstanceUID))
        .flatMap(List::stream)
        .forEach(tag -> answer.copyFrom(facts, tag));
    for (int tag : level.further()) {
      if (includeAll || include.contains(tag)) {
        answer.copyFrom(facts, tag);
      }
    }
    for (int tag : keys.keySet()) {
      if (Dictionary.vr(tag) != VR.SQ) {
        answer.copyFrom(facts, tag);
      }
    }
    return answer;
  }
}
