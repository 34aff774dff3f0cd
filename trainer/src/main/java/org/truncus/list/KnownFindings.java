package org.truncus.list;

import java.util.Map;

/**
 * Where the findings of the first revisions of the covid-chestxray-dataset, which were flat, stand
 * in the tree of the later ones.
 */
final class KnownFindings {

  private static final String VIRAL = "Pneumonia/Viral/";
  private static final String BACTERIAL = "Pneumonia/Bacterial/";
  private static final String FUNGAL = "Pneumonia/Fungal/";

  private static final Map<String, String> PATHS =
      Map.ofEntries(
          Map.entry("COVID-19", VIRAL + "COVID-19"),
          Map.entry("SARS", VIRAL + "SARS"),
          Map.entry("MERS", VIRAL + "MERS-CoV"),
          Map.entry("MERS-CoV", VIRAL + "MERS-CoV"),
          Map.entry("Influenza", VIRAL + "Influenza"),
          Map.entry("Varicella", VIRAL + "Varicella"),
          Map.entry("Streptococcus", BACTERIAL + "Streptococcus"),
          Map.entry("Klebsiella", BACTERIAL + "Klebsiella"),
          Map.entry("Legionella", BACTERIAL + "Legionella"),
          Map.entry("E.Coli", BACTERIAL + "E.Coli"),
          Map.entry("Nocardia", BACTERIAL + "Nocardia"),
          Map.entry("Chlamydophila", BACTERIAL + "Chlamydophila"),
          Map.entry("Mycoplasma Bacterial Pneumonia", BACTERIAL + "Mycoplasma"),
          Map.entry("Pneumocystis", FUNGAL + "Pneumocystis"),
          Map.entry("Viral", "Pneumonia/Viral"),
          Map.entry("Bacterial", "Pneumonia/Bacterial"),
          Map.entry("Fungal", "Pneumonia/Fungal"),
          Map.entry("Lipoid", "Pneumonia/Lipoid"));

  private KnownFindings() {}

  /** The path of a finding that is named without one; the finding itself where none is known. */
  static String path(String finding) {
    return PATHS.getOrDefault(finding, finding);
  }
}
