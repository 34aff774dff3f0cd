package org.truncus.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.truncus.plot.Figure;
import org.truncus.plot.HtmlPage;
import org.truncus.problem.EnvironmentException;

/** A page under construction, and its plots, which are also written as files beside it. */
public final class Report {

  private final HtmlPage page;
  private final Map<String, Figure> plots = new LinkedHashMap<>();

  /** An empty page of that title. */
  public Report(String title) {
    page = new HtmlPage(title);
  }

  /** The page. */
  public HtmlPage page() {
    return page;
  }

  /**
   * Keeps a plot.
   *
   * @param name of its file, without ending
   * @return the plot, to be put on the page
   */
  public Figure plot(String name, Figure figure) {
    plots.put(name, figure);
    return figure;
  }

  /**
   * Keeps a plot of one of several labels; the number keeps names apart that differ only in letters
   * a file name can't have.
   */
  Figure plot(String name, int number, String label, Figure figure) {
    return plot(name + "-" + number + "-" + label.replaceAll("[^A-Za-z0-9_-]+", "_"), figure);
  }

  /**
   * Writes page and plots.
   *
   * @throws EnvironmentException where they can't be written
   */
  public void write(Path html) {
    write(html, html.toAbsolutePath().getParent());
  }

  /** As {@link #write(Path)}, with the plots in a folder of their own. */
  public void write(Path html, Path plotFolder) {
    page.write(html);
    try {
      Files.createDirectories(plotFolder);
    } catch (IOException e) {
      throw new EnvironmentException(plotFolder + ": can't be made: " + e.getMessage(), e);
    }
    plots.forEach((name, figure) -> writePlot(plotFolder.resolve(name + ".svg"), figure));
  }

  private static void writePlot(Path file, Figure figure) {
    try {
      Files.writeString(file, figure.file());
    } catch (IOException e) {
      throw new EnvironmentException(file + ": can't be written: " + e.getMessage(), e);
    }
  }
}
