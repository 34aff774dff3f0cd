package org.truncus.gateway.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MediaRangeTest {

  @Test
  void aContentTypeIsReadQuotedOrNot() {
    MediaRange quoted =
        MediaRange.parse(
            "Multipart/Related; TYPE=\"application/dicom\" ;boundary=\"a;b\\\"c\"; start=x");
    assertThat(quoted.type()).isEqualTo("multipart/related");
    assertThat(quoted.parameter("type")).contains("application/dicom");
    assertThat(quoted.parameter("boundary")).contains("a;b\"c");
    assertThat(MediaRange.parse("multipart/related;boundary=B").parameter("boundary"))
        .contains("B");
    assertThat(MediaRange.parse("").type()).isEmpty();
    assertThat(MediaRange.parse("a/b; =; c; d=\"").parameters()).containsEntry("d", "\"");
  }

  @Test
  void acceptIsAListInItsOrder() {
    assertThat(
            MediaRange.parseList(
                "multipart/related; type=\"application/dicom\"; transfer-syntax=*, , x,"
                    + " application/dicom+json;q=0"))
        .extracting(MediaRange::type)
        .containsExactly("multipart/related", "application/dicom+json");
    assertThat(MediaRange.parseList("a/b;q=0.00, c/d;q=0.1"))
        .extracting(MediaRange::isRefused)
        .containsExactly(true, false);
  }
}
