package rapport.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain words",
        "17\" < 19\" & more",
        "a < b > c",
        "مرحبا بالعالم",
        "שלום עולם",
        "👩‍👩‍👧‍👦 family, 🏳️‍🌈, 👍🏽",
        "🏴󠁧󠁢󠁥󠁮󠁧󠁿 England",
        "می‌خواهم",
        "轻奢纯棉刺绣水洗四件套",
        "Robert'); DROP TABLE products;--",
      })
  void text_withoutMarkup_staysAsItIs(String text) {
    assertThat(PlainText.line(text)).isEqualTo(text);
    assertThat(PlainText.prose(text)).isEqualTo(text);
  }

  @Test
  void controlCharacters_andHalfCharacters_areRemoved() {
    assertThat(PlainText.line("a\0b\u0007c\uD800d\uFEFFe\uFFFFf\u200Bg")).isEqualTo("abcdefg");
  }

  @Test
  void charactersThatHideOrReorderText_areRemoved() {
    assertThat(PlainText.line("safe\u202Etxt.exe\u202C")).isEqualTo("safetxt.exe");
    assertThat(PlainText.line("hi\uDB40\uDC68\uDB40\uDC69")).isEqualTo("hi");
  }

  @Test
  void whitespace_becomesOneSpaceInALineAndParagraphsInProse() {
    String text = "  a \t b\u00A0c\r\n\r\n\r\n\n  d\u2028e\f ";
    assertThat(PlainText.line(text)).isEqualTo("a b c d e");
    assertThat(PlainText.prose(text)).isEqualTo("a b c\n\nd\ne");
  }

  @Test
  void html_becomesWhatItShows() {
    String html =
        "<p>Warm &amp; soft.</p><ul><li>wool</li><li>100&nbsp;% new</li></ul>"
            + "<script>alert(1)</script><style>p{}</style>Ends<br>here <b>now</b>";
    assertThat(PlainText.prose(html))
        .isEqualTo("Warm & soft.\n\n- wool\n\n- 100 % new\n\nEnds\nhere now");
    assertThat(PlainText.line("Big <b>lamp</b>")).isEqualTo("Big lamp");
  }

  @Test
  void entities_areDecodedAlsoWhenMarkupIsEscaped() {
    assertThat(PlainText.line("Caf&eacute; &#128512; &lt;3 &notanentity;"))
        .isEqualTo("Café 😀 <3 &notanentity;");
    assertThat(PlainText.line("&lt;p&gt;Soft&lt;/p&gt;")).isEqualTo("Soft");
    assertThat(PlainText.line("&#0;x")).doesNotContain("\0");
  }

  @Test
  void cut_neverLeavesHalfACharacter() {
    assertThat(PlainText.cut("ab😀", 3)).isEqualTo("ab");
    assertThat(PlainText.cut("ab😀", 4)).isEqualTo("ab😀");
  }

  @Test
  @Timeout(10)
  void hostileMarkup_isReadInBoundedTime() {
    assertThat(PlainText.prose("<div>".repeat(200_000))).isEmpty();
    assertThat(PlainText.prose("<a ".repeat(300_000))).hasSizeLessThan(900_000);
    assertThat(PlainText.prose("&".repeat(1_000_000))).hasSize(1_000_000);
  }
}
