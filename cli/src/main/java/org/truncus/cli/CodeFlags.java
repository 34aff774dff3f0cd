package org.truncus.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truncus.model.LabelCode;
import org.truncus.model.LabelSite;
import org.truncus.problem.UsageException;
import picocli.CommandLine.Option;

/** The codes of findings in reports. */
final class CodeFlags {

  private static final int PARTS = 3;

  @Option(
      names = "--code",
      paramLabel = "LABEL=VALUE,SCHEME,MEANING",
      description =
          "The code of a finding in reports; repeatable. A finding without one is reported by its"
              + " name under the private scheme 99TRUNCUS.")
  private List<String> codes = List.of();

  @Option(
      names = "--site",
      paramLabel = "LABEL=VALUE,SCHEME,MEANING",
      description = "Where a finding is, for reports, as lung; repeatable.")
  private List<String> sites = List.of();

  @Option(
      names = "--laterality",
      paramLabel = "LABEL=VALUE,SCHEME,MEANING",
      description = "The side of a finding's --site, where the finding is of one side only.")
  private List<String> sides = List.of();

  Map<String, LabelCode> byLabel() {
    return byLabel("--code", codes);
  }

  Map<String, LabelSite> sites() {
    Map<String, LabelCode> side = byLabel("--laterality", sides);
    Map<String, LabelSite> byLabel = new LinkedHashMap<>();
    byLabel("--site", sites)
        .forEach((label, site) -> byLabel.put(label, new LabelSite(site, side.get(label))));
    for (String label : side.keySet()) {
      if (!byLabel.containsKey(label)) {
        throw new UsageException("--laterality: " + label + " has no --site that it is a side of");
      }
    }
    return byLabel;
  }

  private static Map<String, LabelCode> byLabel(String flag, List<String> given) {
    Map<String, LabelCode> byLabel = new LinkedHashMap<>();
    for (String code : whole(given)) {
      int equals = code.lastIndexOf('=', code.indexOf(','));
      String[] parts = equals < 1 ? new String[0] : code.substring(equals + 1).split(",", PARTS);
      if (parts.length != PARTS) {
        throw new UsageException(
            flag + " " + code + ": expected LABEL=VALUE,SCHEME,MEANING, all three of the code");
      }
      String label = code.substring(0, equals);
      if (byLabel.containsKey(label)) {
        throw new UsageException(flag + ": " + label + " has two codes; give it one");
      }
      byLabel.put(label, labelCode(flag, code, parts));
    }
    return byLabel;
  }

  private static LabelCode labelCode(String flag, String code, String... parts) {
    if (parts[1].equals(LabelCode.PRIVATE_SCHEME)) {
      throw new UsageException(
          flag
              + " "
              + code
              + ": "
              + LabelCode.PRIVATE_SCHEME
              + " is for findings without a code; take SCT, or 99 and the name of your house");
    }
    try {
      return new LabelCode(parts[0], parts[1], parts[2]);
    } catch (IllegalArgumentException e) {
      throw new UsageException(flag + " " + code + ": " + e.getMessage(), e);
    }
  }

  /** A list in YAML arrives as one text with commas; a code begins where an equals sign stands. */
  private static List<String> whole(List<String> given) {
    List<String> whole = new ArrayList<>();
    for (String text : given) {
      for (String part : text.split(",(?=[^,=]+=[^,]+,[^,]+,)", -1)) {
        whole.add(part);
      }
    }
    return whole;
  }
}
