package org.truncus.list;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.commons.csv.CSVRecord;

/**
 * A column of findings that are paths in a tree ({@code Pneumonia/Viral/COVID-19}), several of them
 * separated by commas. Every node is a label, named by its last part, or by its path where another
 * node has the same last part. An image is positive for its findings and all above them; open for
 * what is below them, since {@code Pneumonia} doesn't say which; negative for all others. Findings
 * that old revisions name without their path get it from a table.
 */
final class FindingTree implements LabelReader {

  private record Found(FindingTree tree, List<String> paths) implements Statement {
    @Override
    public Answer answer(String label) {
      String node = tree.nodesByLabel().get(label);
      if (paths.isEmpty()) {
        return Answer.NOT_SAID;
      }
      boolean open = false;
      for (String path : paths) {
        if (path.equals(node) || path.startsWith(node + "/")) {
          return Answer.POSITIVE;
        }
        open |= node.startsWith(path + "/");
      }
      return open ? Answer.NOT_SAID : Answer.NEGATIVE;
    }
  }

  private final String column;
  private final int index;
  private final TreeSet<String> nodes = new TreeSet<>();
  private Map<String, String> nodesByLabel = Map.of();

  FindingTree(String column, int index) {
    this.column = column;
    this.index = index;
  }

  @Override
  public String column() {
    return column;
  }

  @Override
  public Task task() {
    return Task.MULTILABEL;
  }

  @Override
  public boolean known() {
    return false;
  }

  @Override
  public List<String> names() {
    return List.copyOf(nodesByLabel().keySet());
  }

  /** Paths stand for their labels. */
  @Override
  public String canonical(String asked) {
    Optional<String> label =
        nodesByLabel().entrySet().stream()
            .filter(entry -> entry.getValue().equals(asked))
            .map(Map.Entry::getKey)
            .findFirst();
    return label.orElse(asked);
  }

  @Override
  public Statement read(long line, CSVRecord values) {
    List<String> paths = new ArrayList<>();
    for (String finding : Columns.text(values, index).split(",", -1)) {
      String path = path(finding);
      if (!path.isEmpty()) {
        paths.add(path);
        addWithAncestors(path);
      }
    }
    return new Found(this, List.copyOf(paths));
  }

  /** The finding with its path, without blanks around the parts; empty where nothing is said. */
  private static String path(String finding) {
    String path = finding.strip().replaceAll("\\s*/\\s*", "/");
    if (path.equals("todo") || path.equals("Unknown")) {
      return "";
    }
    return KnownFindings.path(path);
  }

  private void addWithAncestors(String path) {
    nodesByLabel = Map.of();
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      nodes.add(path.substring(0, slash));
    }
    nodes.add(path);
  }

  private Map<String, String> nodesByLabel() {
    if (nodesByLabel.isEmpty()) {
      Map<String, Integer> uses = new HashMap<>();
      nodes.forEach(node -> uses.merge(last(node), 1, Integer::sum));
      Map<String, String> byLabel = new LinkedHashMap<>();
      nodes.forEach(node -> byLabel.put(uses.get(last(node)) == 1 ? last(node) : node, node));
      nodesByLabel = byLabel;
    }
    return nodesByLabel;
  }

  private static String last(String node) {
    return node.substring(node.lastIndexOf('/') + 1);
  }
}
