package org.truncus.validate;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.svgsupport.BatikSVGDrawer;
import com.openhtmltopdf.util.XRLog;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.truncus.problem.EnvironmentException;

/**
 * The page of a report as PDF: the same sections, set for A4 with page numbers, the package and the
 * verdict at the foot of every page, by a style sheet of its own since what lays it out knows CSS 2
 * and no grids.
 */
final class ReportPdf {

  private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

  /** The face that drawings ask for. */
  private static final String PAGE_FONT =
      "system-ui, -apple-system, \"Segoe UI\", Roboto, sans-serif";

  private static final String CSS =
      """
      @page { size: A4; margin: 16mm 14mm 18mm 14mm;
        @bottom-left { content: "%s"; font: 7.5pt Liberation; color: #555; }
        @bottom-right { content: counter(page) " / " counter(pages); font: 7.5pt Liberation; color: #555; } }
      body { font-family: Liberation; font-size: 9pt; line-height: 1.4; color: #111; }
      h1, h2, h3, h4, strong, th { font-family: Helvetica, Liberation; font-weight: bold; }
      h1 { font-size: 18pt; margin: 0 0 4pt; }
      h2 { font-size: 13pt; margin: 18pt 0 6pt; padding-top: 8pt; border-top: 0.6pt solid #bbb; }
      h3 { font-size: 10.5pt; margin: 12pt 0 4pt; }
      h4 { font-size: 9.5pt; margin: 8pt 0 2pt; }
      h2, h3, h4, caption { page-break-after: avoid; }
      p { margin: 0 0 6pt; }
      .lead { font-size: 10.5pt; color: #444; }
      nav { display: none; }
      .verdict { padding: 6pt 9pt; border-left: 3pt solid #777; background: #f4f6f8; margin: 8pt 0; }
      .good { border-color: #14603a; } .good strong { color: #14603a; }
      .bad { border-color: #8c1d18; } .bad strong { color: #8c1d18; }
      .remarks { list-style: none; margin: 6pt 0; }
      .remarks li { margin: 0 0 3pt; page-break-inside: avoid; }
      .key { margin: 8pt 0; }
      .key div { display: inline-block; width: 29%%; border: 0.6pt solid #bbb; padding: 5pt 8pt; margin: 0 4pt 4pt 0; vertical-align: top; }
      dt, dd { margin: 0; } dt { font-size: 8pt; color: #555; }
      dd { font-size: 14pt; } dd.note { font-size: 7.5pt; color: #555; }
      table { border-collapse: collapse; margin: 4pt 0 10pt; font-size: 8pt; -fs-table-paginate: paginate; }
      tr { page-break-inside: avoid; }
      caption { text-align: left; color: #444; padding-bottom: 3pt; font-size: 8.5pt; }
      th, td { text-align: left; vertical-align: top; padding: 2pt 6pt; border-bottom: 0.5pt solid #ccc; }
      thead th { border-bottom: 1pt solid #999; color: #444; }
      tbody th { font-family: Liberation; font-weight: normal; color: #444; width: 30%%; }
      .wide { font-size: 6pt; } .wide th, .wide td { padding: 1.5pt 3pt; }
      .n { text-align: right; }
      .facts { width: 100%%; }
      .form { page-break-inside: avoid; margin-top: 14pt; }
      .form td, .form th { height: 34pt; vertical-align: bottom; border-bottom: 0.6pt solid #333; }
      figure { display: inline-block; width: 48%%; margin: 2pt 1%% 2pt 0; page-break-inside: avoid; vertical-align: top; }
      figcaption { font-size: 8pt; color: #444; }
      svg { color: #111; width: 240pt; height: 279pt; }
      """;

  private ReportPdf() {}

  /**
   * Writes the page of {@code report.html} as PDF.
   *
   * @param html the page
   * @param foot at the foot of every page
   * @throws EnvironmentException where it can't be written
   */
  static void write(Path file, String html, String foot) {
    XRLog.listRegisteredLoggers().forEach(logger -> XRLog.setLevel(logger, Level.OFF));
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
        BatikSVGDrawer svg = new BatikSVGDrawer()) {
      PdfRendererBuilder builder = new PdfRendererBuilder();
      builder.useFastMode();
      builder.useSVGDrawer(svg);
      builder.useFont(() -> PDDocument.class.getResourceAsStream(FONT), "Liberation");
      builder.withProducer("Truncus");
      builder.withHtmlContent(printable(html, foot), null);
      builder.toStream(out);
      builder.run();
    } catch (IOException e) {
      throw new EnvironmentException(file + ": can't be written: " + e.getMessage(), e);
    }
  }

  private static String printable(String html, String foot) {
    String title = html.substring(html.indexOf("<title>"), html.indexOf("</title>"));
    String body = html.substring(html.indexOf("<body>"));
    String css = CSS.formatted(foot.replaceAll("[\"\\\\\\n]", " "));
    return "<html xmlns=\"http://www.w3.org/1999/xhtml\"><head>"
        + title
        + "</title><style>"
        + css.replace("&", "&amp;").replace("<", "&lt;")
        + "</style></head>\n"
        + glyphs(body).replace(PAGE_FONT, "Liberation");
  }

  /** Signs that the font lacks, as others that it has. */
  private static String glyphs(String text) {
    return text.replace("☐", "[   ]").replace("\u00a0", " ");
  }
}
