package org.truncus.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.truncus.train.TrainConfig;

/**
 * What settings by name come to: the options of {@code truncus train}, so that a key of a
 * specification means what the flag of its name means.
 */
public interface TrainSettings {

  /** The known keys: long names of options without their hyphens. */
  List<String> keys();

  /** Whether a key takes several values at once, so that a list is one value of it. */
  boolean isList(String key);

  /**
   * The configuration of these settings; what isn't among them has its default.
   *
   * @param settings texts by known keys; those of list keys joined by commas
   * @param folder that relative paths start from
   * @throws org.truncus.problem.UsageException where a text isn't one for its key
   */
  TrainConfig config(Map<String, String> settings, Path folder);
}
