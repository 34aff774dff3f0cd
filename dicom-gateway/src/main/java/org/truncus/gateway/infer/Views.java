package org.truncus.gateway.infer;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.Tag;

/** The view of a projection radiograph, from wherever the header tells it. */
public final class Views {

  /** What any lateral view is called here. */
  public static final String LATERAL = "LATERAL";

  private static final Map<String, String> BY_POSITION =
      Map.of("LL", LATERAL, "RL", LATERAL, "LLD", LATERAL, "RLD", LATERAL, "LAT", LATERAL);
  private static final Pattern LATERAL_WORD =
      Pattern.compile("\\b(lat|lateral|seitlich)\\b", Pattern.CASE_INSENSITIVE);

  private Views() {}

  /**
   * {@code PA}, {@code AP}, {@code LATERAL} or another value of View Position; empty where nothing
   * tells it. View Position (0018,5101) first, then View Code Sequence (0054,0220), at last the
   * words of Series Description and Protocol Name, which can only say lateral.
   */
  public static String of(DataSet header) {
    String position = header.string(Tag.ViewPosition).orElse("").trim().toUpperCase(Locale.ROOT);
    if (!position.isEmpty()) {
      return BY_POSITION.getOrDefault(position, position);
    }
    List<DataSet> codes = header.items(Tag.ViewCodeSequence);
    if (!codes.isEmpty()) {
      return ofMeaning(codes.get(0).string(Tag.CodeMeaning).orElse(""));
    }
    String words =
        header.string(Tag.SeriesDescription).orElse("")
            + " "
            + header.string(Tag.ProtocolName).orElse("");
    return LATERAL_WORD.matcher(words).find() ? LATERAL : "";
  }

  private static String ofMeaning(String meaning) {
    String lower = meaning.toLowerCase(Locale.ROOT).replace("-", "");
    if (lower.contains("posteroanterior") || lower.contains("postero anterior")) {
      return "PA";
    }
    if (lower.contains("anteroposterior") || lower.contains("antero posterior")) {
      return "AP";
    }
    return lower.contains("lateral") ? LATERAL : "";
  }
}
