package org.truncus.gateway.dicomweb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A media type or range of Content-Type and Accept (RFC 9110 §8.3.1, §12.5.1).
 *
 * @param type lower-case, as {@code multipart/related} or {@code *}{@code /*}
 * @param parameters by lower-case name, quotes taken off; the first of a name counts
 */
public record MediaRange(String type, Map<String, String> parameters) {

  /** Keeps an unmodifiable copy. */
  public MediaRange {
    parameters = Map.copyOf(parameters);
  }

  /** A parameter. */
  public Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /** Whether its sender would rather have anything else: {@code q=0}. */
  public boolean isRefused() {
    return parameter("q").filter(q -> q.matches("0(\\.0{0,3})?")).isPresent();
  }

  /** Reads a list of ranges, as in Accept. What isn't one is left out. */
  public static List<MediaRange> parseList(String header) {
    List<MediaRange> ranges = new ArrayList<>();
    for (String one : split(header, ',')) {
      MediaRange range = parse(one);
      if (range.type().indexOf('/') > 0) {
        ranges.add(range);
      }
    }
    return ranges;
  }

  /** Reads one. */
  public static MediaRange parse(String header) {
    List<String> fields = split(header, ';');
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String field : fields.subList(1, fields.size())) {
      int equals = field.indexOf('=');
      if (equals > 0) {
        parameters.putIfAbsent(
            field.substring(0, equals).strip().toLowerCase(Locale.ROOT),
            unquote(field.substring(equals + 1).strip()));
      }
    }
    return new MediaRange(fields.get(0).strip().toLowerCase(Locale.ROOT), parameters);
  }

  /** At separators that stand outside of quotes; at least one field. */
  private static List<String> split(String text, char separator) {
    List<String> fields = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == separator && !quoted) {
        fields.add(text.substring(start, i));
        start = i + 1;
      }
    }
    fields.add(text.substring(start));
    return fields;
  }

  private static String unquote(String value) {
    boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1") : value;
  }
}
