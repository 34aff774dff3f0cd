package org.truncus.gateway.dicomweb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.Tag;
import org.truncus.gateway.work.DataFolder;
import org.truncus.gateway.work.Database;
import org.truncus.gateway.work.StudyQueries;
import org.truncus.gateway.work.StudyRow;
import org.truncus.gateway.work.StudyTable;

/**
 * Searches what the gateway holds (QIDO-RS, PS3.18 §10.6). Thread-safe.
 *
 * <p>A search reads headers of at most {@value #MAX_READS} series that the index doesn't hold yet,
 * the newest studies first, and says so where that wasn't enough; the next search goes on from
 * there.
 */
public final class StudySearch {

  /** Series whose headers are kept. */
  private static final int MAX_SERIES = 10_000;

  private static final int MAX_READS = 1000;
  private static final int PAGE = 500;

  private final Database database;
  private final StudyTable studies;
  private final StudyQueries queries = new StudyQueries();
  private final Archive archive;
  private final HeaderIndex index;
  private final int maxReads;

  /** Over a gateway's own database and folder. */
  public StudySearch(Database database, DataFolder folder, StudyTable studies) {
    this(database, folder, studies, MAX_SERIES, MAX_READS);
  }

  StudySearch(
      Database database, DataFolder folder, StudyTable studies, int maxSeries, int maxReads) {
    this.database = database;
    this.studies = studies;
    this.archive = new Archive(database, folder);
    this.index = new HeaderIndex(database, folder, maxSeries);
    this.maxReads = maxReads;
  }

  /**
   * An answer.
   *
   * @param matches as they are sent, but for their addresses
   * @param warnings what the client should know
   */
  public record Answer(List<DataSet> matches, List<String> warnings) {

    /** Copies the lists. */
    public Answer {
      matches = List.copyOf(matches);
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Studies, the newest first.
   *
   * @param parameters of the address
   * @throws org.truncus.problem.UsageException where they make no sense
   */
  public Answer studies(Map<String, List<String>> parameters) {
    SearchQuery query = SearchQuery.parse(parameters, SearchKeys.STUDY);
    Collector found = new Collector(query, SearchKeys.STUDY);
    String uids = query.keys().getOrDefault(Tag.StudyInstanceUID, "");
    if (!uids.isEmpty()) {
      for (String uid : SearchQuery.list(uids)) {
        study(uid).ifPresent(study -> found.offer(facts(study).facts()));
      }
      return found.answer(List.of());
    }
    return found.answer(everything(found));
  }

  /** Offers all studies; says what wasn't looked at. */
  private List<String> everything(Collector found) {
    int reads = 0;
    Optional<String> after = Optional.empty();
    while (true) {
      Optional<String> from = after;
      List<StudyRow> page =
          database.transact(handle -> queries.list(handle, Optional.empty(), PAGE, from));
      for (StudyRow study : page) {
        Optional<StudyFacts> held = index.held(study);
        if (held.isEmpty() && reads >= maxReads) {
          return List.of(
              "not everything could be searched: studies received before some moment were left out;"
                  + " the same search again goes further");
        }
        StudyFacts facts = held.orElseGet(() -> index.read(study));
        reads += held.isPresent() ? 0 : facts.series().size();
        found.offer(facts.facts());
      }
      if (page.size() < PAGE) {
        return List.of();
      }
      after = Optional.of(page.get(page.size() - 1).studyUid());
    }
  }

  /** The series of a study; empty where there is no such study. */
  public Optional<Answer> series(String study, Map<String, List<String>> parameters) {
    SearchQuery query = SearchQuery.parse(parameters, SearchKeys.SERIES);
    return study(study)
        .map(
            row -> {
              Collector found = new Collector(query, SearchKeys.SERIES);
              facts(row).series().forEach(found::offer);
              return found.answer(List.of());
            });
  }

  /** The instances of a study or of a series of it; empty where there are none. */
  public Optional<Answer> instances(
      String study, Optional<String> series, Map<String, List<String>> parameters) {
    SearchQuery query = SearchQuery.parse(parameters, SearchKeys.INSTANCE);
    List<Archive.Held> present = archive.select(study, series, Optional.empty()).present();
    if (present.isEmpty()) {
      return Optional.empty();
    }
    Collector found = new Collector(query, SearchKeys.INSTANCE);
    List<String> warnings = new ArrayList<>();
    for (Archive.Held held : present.subList(0, Math.min(present.size(), maxReads))) {
      DataSet facts = new DataSet();
      DataSet header = HeaderFacts.header(held.file());
      HeaderFacts.copy(header, SearchKeys.STUDY, facts);
      HeaderFacts.copy(header, SearchKeys.SERIES, facts);
      HeaderFacts.copy(header, SearchKeys.INSTANCE, facts);
      DataSet uids = Retrieval.uids(held.row());
      uids.tags().forEach(tag -> facts.copyFrom(uids, tag));
      found.offer(facts);
    }
    if (present.size() > maxReads) {
      warnings.add("not everything could be searched: only the first " + maxReads + " instances");
    }
    return Optional.of(found.answer(warnings));
  }

  /** How many series' headers are in memory. */
  int indexed() {
    return index.size();
  }

  private Optional<StudyRow> study(String uid) {
    return database.transact(handle -> studies.find(handle, uid));
  }

  private StudyFacts facts(StudyRow study) {
    return index.held(study).orElseGet(() -> index.read(study));
  }

  /** Gathers the page of matches that was asked for. */
  private static final class Collector {
    private final SearchQuery query;
    private final SearchKeys level;
    private final List<DataSet> matches = new ArrayList<>();
    private int seen;

    Collector(SearchQuery query, SearchKeys level) {
      this.query = query;
      this.level = level;
    }

    void offer(DataSet facts) {
      if (query.matches(facts)) {
        if (seen >= query.offset() && matches.size() < query.limit()) {
          matches.add(query.answer(facts, level));
        }
        seen++;
      }
    }

    Answer answer(List<String> warnings) {
      List<String> all = new ArrayList<>(warnings);
      int rest = seen - query.offset() - matches.size();
      if (rest > 0) {
        all.add("There are " + rest + " additional results that can be requested");
      }
      if (query.fuzzy()) {
        all.add("The fuzzymatching parameter is not supported. Only literal matching was done.");
      }
      return new Answer(matches, all);
    }
  }
}
