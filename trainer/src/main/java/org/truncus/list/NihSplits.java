package org.truncus.list;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.truncus.problem.InvalidInputException;

/**
 * The published split of NIH ChestX-ray14: {@code test_list.txt} and {@code train_val_list.txt}
 * beside the list, one image name a line. The test split is taken from them; what is for training
 * and validation is divided by patient later. With one of the files, all other images are of the
 * other kind.
 */
final class NihSplits {

  private static final String TEST = "test_list.txt";
  private static final String OTHERS = "train_val_list.txt";

  private final Set<String> test;
  private final Set<String> others;

  /** Sets of names; null where there is no such file. */
  private NihSplits(Set<String> test, Set<String> others) {
    this.test = test;
    this.others = others;
  }

  /** Looks for the files in the folder of the list. */
  static NihSplits beside(Path list, NotesCollector notes) {
    NihSplits splits = new NihSplits(names(list, TEST), names(list, OTHERS));
    if (splits.exist()) {
      notes.remark(
          (splits.test == null ? OTHERS : TEST)
              + " beside the list says which images are for testing; train and val are divided by"
              + " patient");
    }
    return splits;
  }

  /** {@code test}, or null where the row is for training and validation or there are no files. */
  Split of(long line, String name, ProblemCollector problems) {
    boolean isTest = test == null ? exist() && !others.contains(name) : test.contains(name);
    boolean isOther = others == null ? !isTest : others.contains(name);
    if (exist() && isTest == isOther) {
      problems.add(
          line,
          "Image Index",
          "'"
              + name
              + "' is in "
              + (isTest ? "both " : "neither ")
              + TEST
              + (isTest ? " and " : " nor ")
              + OTHERS
              + "; expected in one of them");
    }
    return isTest ? Split.TEST : null;
  }

  /** The split for finding patients on both sides: what isn't for testing is for training. */
  Split forChecks(Split split) {
    return split == null && exist() ? Split.TRAIN : split;
  }

  private boolean exist() {
    return test != null || others != null;
  }

  private static Set<String> names(Path list, String file) {
    Path path = list.toAbsolutePath().resolveSibling(file);
    if (!Files.exists(path)) {
      return null;
    }
    Set<String> names = new HashSet<>();
    try (Stream<String> lines = Files.lines(path)) {
      lines.map(String::strip).filter(line -> !line.isEmpty()).forEach(names::add);
    } catch (IOException | UncheckedIOException e) {
      throw new InvalidInputException(path + ": can't be read: " + e.getMessage(), e);
    }
    return names;
  }
}
