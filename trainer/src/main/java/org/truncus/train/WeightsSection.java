package org.truncus.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truncus.plot.HtmlPage;

/** Where the initial weights came from, and how much of the network they filled. */
record WeightsSection(RunRecord record) {

  private static final int MOST_NAMED = 12;

  void write(HtmlPage page) {
    page.section("Initial weights");
    RunRecord.Weights weights = record.weights();
    if (weights == null) {
      page.paragraph(
          "Random: the network was trained from scratch, from seed %d.".formatted(record.seed()));
      return;
    }
    RunRecord.Coverage coverage = weights.coverage();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("File", PathText.nameOf(weights.file().toString()));
    facts.put("SHA-256", weights.sha256());
    facts.put("Source", weights.source());
    int all = coverage.loaded() + coverage.initialised().size();
    facts.put("Loaded", "%d of %d tensors of the network".formatted(coverage.loaded(), all));
    facts.put("Begun at random", named(coverage.initialised()));
    facts.put("In the file, not used", named(coverage.ignored()));
    page.facts(facts);
  }

  private static String named(List<String> tensors) {
    if (tensors.isEmpty()) {
      return "none";
    }
    String first = String.join(", ", tensors.subList(0, Math.min(MOST_NAMED, tensors.size())));
    int more = tensors.size() - MOST_NAMED;
    return "%d tensors: %s%s"
        .formatted(tensors.size(), first, more > 0 ? " and %d more".formatted(more) : "");
  }
}
