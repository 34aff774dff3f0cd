package org.truncus.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truncus.model.LabelCode;
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

  Map<String, LabelCode> byLabel() {
    Map<String, LabelCode> byLabel = new LinkedHashMap<>();
    for (String code : whole(codes)) {
      int equals = code.lastIndexOf('=', code.indexOf(','));
      String[] parts = equals < 1 ? new String[0] : code.substring(equals + 1).split(",", PARTS);
      if (parts.length != PARTS) {
        throw new UsageException(
            "--code " + code + ": expected LABEL=VALUE,SCHEME,MEANING, all three of the code");
      }
      String label = code.substring(0, equals);
      if (byLabel.containsKey(label)) {
        throw new UsageException("--code: " + label + " has two codes; give it one");
      }
      byLabel.put(label, labelCode(code, parts));
    }
    return byLabel;
  }

  private static LabelCode labelCode(String code, String... parts) {
    if (parts[1].equals(LabelCode.PRIVATE_SCHEME)) {
      throw new UsageException(
          "--code "
              + code
              + ": "
              + LabelCode.PRIVATE_SCHEME
              + " is for findings without a code; take SCT, or 99 and the name of your house");
    }
    try {
      return new LabelCode(parts[0], parts[1], parts[2]);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--code " + code + ": " + e.getMessage(), e);
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
