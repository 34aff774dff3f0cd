package org.truncus.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlPageTest {

  private static final String EVIL = "<script>alert('x & \"y\"')</script>";
  private static final String HARMLESS =
      "&lt;script&gt;alert(&#39;x &amp; &quot;y&quot;&#39;)&lt;/script&gt;";

  @Test
  void allTextIsEscaped() {
    String page =
        new HtmlPage(EVIL)
            .lead(EVIL)
            .section(EVIL)
            .section("b")
            .section("c")
            .subsection(EVIL)
            .paragraph(EVIL)
            .remarks(List.of(EVIL, EVIL))
            .verdict(HtmlPage.Tone.BAD, EVIL, EVIL)
            .keyFigures(List.of(new HtmlPage.KeyFigure(EVIL, EVIL, EVIL)))
            .facts(Map.of(EVIL, EVIL))
            .table(EVIL, List.of(EVIL), List.of(List.of(EVIL)))
            .figure(new LinePlot(EVIL, Axis.unit(EVIL), Axis.unit(EVIL)).figure(), EVIL)
            .picture(new byte[] {1, 2, 3}, EVIL, EVIL)
            .preformatted(EVIL)
            .html();
    assertThat(page).doesNotContain("<script");
    assertThat(page.split(java.util.regex.Pattern.quote(HARMLESS), -1)).hasSize(27 + 1);
  }

  @Test
  void nothingIsLoadedFromAnywhere() {
    String page =
        new HtmlPage("t")
            .figures(PlotTest.figures().stream().map(figure -> figure.get()).toList())
            .html();
    assertThat(page.replace("http://www.w3.org/2000/svg", ""))
        .doesNotContain("http:")
        .doesNotContain("https:")
        .doesNotContain("@import")
        .contains("default-src 'none'");
  }

  @Test
  void numbersStandRightAndTextLeft() {
    String page =
        new HtmlPage("t")
            .table(
                "",
                List.of("label", "auroc"),
                List.of(List.of("opacity", "0.912"), List.of("effusion", "—")))
            .html();
    assertThat(page).contains("<td>opacity</td><td class=\"n\">0.912</td>");
    assertThatThrownBy(() -> new HtmlPage("t").table("", List.of("a", "b"), List.of(List.of("c"))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isWrittenAsUtf8(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("report/index.html");
    HtmlPage page = new HtmlPage("Größe ≥ 3 µm");
    page.write(file);
    assertThat(Files.readString(file)).isEqualTo(page.html()).contains("<h1>Größe ≥ 3 µm</h1>");
  }
}
