package rapport.load.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkupTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "\"'><img src=x>",
        "a & b &amp; c",
        "]]>",
        "<!--",
        "é中"
      })
  void text_comesOutAsItWentIn(String text) {
    String html = new Markup().element("p", text, "title", text).html();
    var paragraph = Jsoup.parseBodyFragment(html).body().child(0);
    assertThat(paragraph.wholeText()).isEqualTo(text);
    assertThat(paragraph.attr("title")).isEqualTo(text);
    assertThat(paragraph.childrenSize()).isZero();
  }

  @Test
  void elementLeftOpen_isADefect() {
    Markup open = new Markup().open("p");
    assertThatThrownBy(open::html).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void script_thatWouldEndEarly_isADefect() {
    assertThatThrownBy(() -> new Markup().verbatim("script", "'</script>'"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
