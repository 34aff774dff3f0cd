package org.truncus.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a page must hold to: tags are closed in their order, ids are unique, every reference is
 * inside the page, and those who can't see it are told what they miss.
 */
public final class HtmlCheck {

  private static final Set<String> VOID = Set.of("meta", "img", "br", "!DOCTYPE");
  private static final Pattern TAG =
      Pattern.compile(
          "<(/?)(!?[A-Za-z][A-Za-z0-9]*)((?:\\s+[A-Za-z][A-Za-z0-9:-]*(?:=\"[^\"<]*\")?)*)\\s*(/?)>");
  private static final Pattern ATTRIBUTE = Pattern.compile("([A-Za-z][A-Za-z0-9:-]*)=\"([^\"]*)\"");

  private final String html;
  private final Set<String> ids = new HashSet<>();
  private final Deque<String> open = new ArrayDeque<>();

  private HtmlCheck(String html) {
    this.html = html;
  }

  /** Fails where the page breaks a rule. */
  public static void check(String html) {
    new HtmlCheck(html).run();
  }

  private void run() {
    String body = html.replaceAll("(?s)<style>.*?</style>", "<style></style>");
    Matcher tag = TAG.matcher(body);
    int at = 0;
    while (tag.find()) {
      assertThat(body.substring(at, tag.start())).as("text between tags").doesNotContain("<", ">");
      at = tag.end();
      tag(tag);
    }
    assertThat(body.substring(at)).doesNotContain("<", ">");
    assertThat(open).as("elements left open").isEmpty();
    assertThat(html).contains("default-src 'none'").doesNotContain("<script");
    for (Matcher link = Pattern.compile("href=\"#([^\"]*)\"").matcher(html); link.find(); ) {
      assertThat(ids).contains(link.group(1));
    }
  }

  private void tag(Matcher tag) {
    String name = tag.group(2);
    if (!tag.group(1).isEmpty()) {
      assertThat(open.pop()).as("element closed at %d", tag.start()).isEqualTo(name);
      return;
    }
    if (!VOID.contains(name) && tag.group(4).isEmpty()) {
      open.push(name);
    }
    String attributes = tag.group(3);
    if (name.equals("img")) {
      assertThat(attributes).containsPattern("alt=\"[^\"]+\"").contains("src=\"data:image/");
    }
    if (name.equals("svg")) {
      assertThat(attributes).containsPattern("aria-label=\"[^\"]+\"").contains("role=\"img\"");
    }
    if (name.equals("th")) {
      assertThat(attributes).contains("scope=");
    }
    for (Matcher attribute = ATTRIBUTE.matcher(attributes); attribute.find(); ) {
      attribute(attribute.group(1), attribute.group(2));
    }
  }

  private void attribute(String name, String value) {
    switch (name) {
      case "id" -> assertThat(ids.add(value)).as("id %s is unique", value).isTrue();
      case "src" -> assertThat(value).startsWith("data:");
      case "href" -> assertThat(value).startsWith("#");
      case "xmlns" -> assertThat(value).isEqualTo("http://www.w3.org/2000/svg");
      default -> assertThat(value).as(name).doesNotContain("http:", "https:", "//", "javascript:");
    }
  }

  /** The headings of the sections, in order. */
  public static List<String> sections(String html) {
    return Pattern.compile("<h2[^>]*>([^<]*)</h2>")
        .matcher(html)
        .results()
        .map(found -> found.group(1))
        .toList();
  }
}
