package org.truncus.list;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.truncus.problem.UsageException;

/** The forms of list that are read; told by their header unless one is forced. */
public enum ListFormat {
  /** Truncus' own: {@code image,patient_id} and {@code label:<name>} columns or {@code label}. */
  @JsonProperty("own")
  OWN("own"),
  /** CheXpert's {@code train.csv}, {@code valid.csv}, {@code test.csv} (Irvin et al. 2019). */
  @JsonProperty("chexpert")
  CHEXPERT("chexpert"),
  /** {@code Data_Entry_2017*.csv} of NIH ChestX-ray14 (Wang et al. 2017). */
  @JsonProperty("nih-cxr14")
  NIH_CXR14("nih-cxr14"),
  /** {@code HAM10000_metadata}, commas or tabs (Tschandl et al. 2018). */
  @JsonProperty("ham10000")
  HAM10000("ham10000"),
  /** The one-hot ground truth of the ISIC 2018 challenge, task 3. */
  @JsonProperty("isic2018")
  ISIC2018("isic2018"),
  /** {@code derivatives/labels/*.tsv} of a BIMCV-COVID19 tree (de la Iglesia Vayá et al. 2020). */
  @JsonProperty("bimcv")
  BIMCV("bimcv"),
  /** {@code metadata.csv} of the covid-chestxray-dataset (Cohen et al. 2020). */
  @JsonProperty("covid-chestxray")
  COVID_CHESTXRAY("covid-chestxray"),
  /** {@code path,label}, with {@code patient} and {@code split} where there are such columns. */
  @JsonProperty("two-column")
  TWO_COLUMN("two-column");

  private final String text;

  ListFormat(String text) {
    this.text = text;
  }

  /** The text on the command line and in YAML, such as {@code nih-cxr14}. */
  public String text() {
    return text;
  }

  /** What a blank label counts as where nobody says otherwise. */
  public Blank blank() {
    return this == CHEXPERT ? Blank.NEGATIVE : Blank.IGNORE;
  }

  /**
   * The form of that text.
   *
   * @throws UsageException where there is none, naming those there are
   */
  public static ListFormat parse(String text) {
    for (ListFormat format : values()) {
      if (format.text.equals(text.strip())) {
        return format;
      }
    }
    List<String> known = Arrays.stream(values()).map(ListFormat::text).toList();
    throw new UsageException(
        "--format: found '"
            + text
            + "', expected one of "
            + String.join(", ", known)
            + KnownNames.nearest(text, known).map(n -> "; did you mean " + n + "?").orElse(""));
  }

  /** All texts, separated by {@code |}. */
  public static String texts() {
    return Arrays.stream(values()).map(ListFormat::text).collect(Collectors.joining("|"));
  }
}
