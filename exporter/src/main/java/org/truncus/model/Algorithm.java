package org.truncus.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Who made the algorithm, and the codes of its findings.
 *
 * @param name as it is to appear in reports
 * @param version as it is to appear in reports; empty in a draft, which takes the package's version
 * @param manufacturer the organisation that answers for it
 * @param codes code by label, given at export and reviewed by a clinician; a label without a code
 *     has none here, and none is guessed
 * @param sites where the findings are, by label; not in documents where none was given
 */
public record Algorithm(
    String name,
    String version,
    String manufacturer,
    Map<String, LabelCode> codes,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, LabelSite> sites) {

  /** Keeps an unmodifiable copies of the maps, in their order. */
  public Algorithm {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(manufacturer, "manufacturer");
    codes = codes == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(codes));
    sites = sites == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(sites));
  }

  /** Without sites. */
  public Algorithm(String name, String version, String manufacturer, Map<String, LabelCode> codes) {
    this(name, version, manufacturer, codes, Map.of());
  }

  /** Where a label's finding is, if that was declared. */
  public Optional<LabelSite> site(String label) {
    return Optional.ofNullable(sites.get(label));
  }

  /**
   * The code of a label in reports: the given one, or its name under {@link
   * LabelCode#PRIVATE_SCHEME}.
   */
  public LabelCode code(String label) {
    LabelCode given = codes.get(label);
    return given == null ? LabelCode.ofLabel(label) : given;
  }

  /** With the package's version where none of its own was given. */
  Algorithm forVersion(long packageVersion) {
    return version.isEmpty()
        ? new Algorithm(name, Long.toString(packageVersion), manufacturer, codes, sites)
        : this;
  }
}
