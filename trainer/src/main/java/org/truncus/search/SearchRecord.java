package org.truncus.search;

import java.time.Instant;
import java.util.List;
import org.truncus.net.Backbones;
import org.truncus.train.TrainConfig;

/**
 * {@code search.json}: what was tried, what it scored, what was decided and why.
 *
 * @param schemaVersion of this document
 * @param status {@code running}, {@code stopped} or {@code completed}
 * @param startedAt when this search began
 * @param finishedAt when it ended; null before
 * @param options as asked for
 * @param seeds of the repeats
 * @param shortlist what reuse said of each cut; null without a shortlist
 * @param cuts every one that was tried, the smallest network first
 * @param parts of the search
 * @param taken the cut in the end; null before
 * @param trail each decision in a sentence
 * @param openings of the test split, all that there ever were in this folder
 * @param test what it showed; null before
 */
public record SearchRecord(
    int schemaVersion,
    String status,
    Instant startedAt,
    Instant finishedAt,
    Options options,
    List<Long> seeds,
    Shortlist shortlist,
    List<CutEntry> cuts,
    List<SearchPart> parts,
    String taken,
    List<String> trail,
    List<Opening> openings,
    TestComparison test) {

  /** The version written by this code. */
  public static final int SCHEMA_VERSION = 1;

  /** The options in the form of this document; as in {@link SearchOptions}. */
  public record Options(
      TrainConfig config,
      SearchMetric metric,
      SelectionRule rule,
      int halving,
      boolean nextStage,
      int shortlistEpochs) {

    static Options of(SearchOptions options) {
      return new Options(
          options.config(),
          options.metric(),
          options.rule(),
          options.halving().factor(),
          options.nextStage(),
          options.shortlistEpochs());
    }
  }

  /**
   * A cut.
   *
   * @param cut by its exact name
   * @param words with the name of the stage that it ends, if it ends one
   * @param stage it lies in
   * @param cells its run folders below {@code cells/}, one a seed
   * @param epochs trained, at least and at most over the seeds
   * @param value of the metric on the validation split
   * @param auroc on the validation split
   * @param auprc on the validation split
   * @param parameters of the network
   * @param macs for one image
   * @param millis median time for one image on this machine
   * @param front the costs ({@code parameters}, {@code macs}, {@code millis}) for which no cheaper
   *     cut that was trained as long scores as well
   */
  public record CutEntry(
      String cut,
      String words,
      String stage,
      List<String> cells,
      int epochs,
      CutScore value,
      CutScore auroc,
      CutScore auprc,
      long parameters,
      long macs,
      double millis,
      List<String> front) {}

  /**
   * When and for which cut the test split was opened.
   *
   * @param at when
   * @param cut compared with the whole network
   */
  public record Opening(Instant at, String cut) {}

  /** All cuts of the backbone in order, to lay them along an axis. */
  List<String> positions() {
    return Backbones.byName(options.config().network().backbone()).cuts();
  }

  /** Whether all of it has been done. */
  public boolean completed() {
    return status.equals("completed");
  }
}
