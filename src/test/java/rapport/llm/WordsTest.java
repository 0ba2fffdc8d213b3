package rapport.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rapport.chat.Finish;
import rapport.chat.Usage;

class WordsTest {
  private static final Delta.Finished END = new Delta.Finished(Finish.STOP, Usage.NONE);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "These fit best:\n\n- **Lamp**: $5, in stock\n",
        "  leading and trailing  ",
        "以下几款最符合您的要求：\n\n- **灯**：¥359，有现货",
        "Sony耳机 XM5很好 ok",
        "👩‍👩‍👧‍👦👩‍👩‍👧‍👦 emoji 😀😀😀",
        "x",
        " "
      })
  void pieces_joined_areTheText(String text) {
    assertThat(Words.pieces(text)).doesNotContain("");
    assertThat(String.join("", Words.pieces(text))).isEqualTo(text);
  }

  @Test
  void pieces_areShortWhateverTheScript() {
    assertThat(Words.pieces("to be or not")).containsExactly("to ", "be ", "or ", "not");
    assertThat(Words.pieces("灯".repeat(100))).allMatch(piece -> piece.length() <= 6);
    assertThat(Words.pieces("x".repeat(500))).allMatch(piece -> piece.length() <= 64);
    assertThat(Words.pieces("😀".repeat(500)))
        .allMatch(piece -> !Character.isHighSurrogate(piece.charAt(piece.length() - 1)));
  }

  @Test
  void emptyText_isNothingButItsEnd() {
    assertThat(Words.pieces("")).isEmpty();
    List<Delta> heard = new ArrayList<>();
    new Words("", Finish.NO_ANSWER).handler(heard::add);
    assertThat(heard).containsExactly(new Delta.Finished(Finish.NO_ANSWER, Usage.NONE));
  }

  @Test
  void words_comeOnlyWhenTheyAreAskedFor() {
    List<Delta> heard = new ArrayList<>();
    Words words = new Words("a b c", Finish.STOP);
    words.pause().handler(heard::add);
    assertThat(heard).isEmpty();
    words.fetch(2);
    assertThat(heard).containsExactly(new Delta.Text("a "), new Delta.Text("b "));
    words.resume();
    assertThat(heard.subList(2, 4)).containsExactly(new Delta.Text("c"), END);
  }

  @Test
  void end_isToldOnce() {
    List<String> ends = new ArrayList<>();
    Words words = new Words("a", Finish.STOP);
    words.endHandler(end -> ends.add("end")).handler(delta -> {});
    words.resume();
    assertThat(ends).containsExactly("end");
  }

  @Test
  void reader_thatPausesInTheMiddle_hearsNoMoreBeforeItGoesOn() {
    List<Delta> heard = new ArrayList<>();
    Words words = new Words("a b c", Finish.STOP);
    words.handler(delta -> {
      heard.add(delta);
      words.pause();
    });
    assertThat(heard).hasSize(1);
    words.fetch(1);
    assertThat(heard).hasSize(2);
  }

  @Test
  void afterCancel_nothingIsHeard() {
    List<Object> heard = new ArrayList<>();
    Words words = new Words("a b c", Finish.STOP);
    words.endHandler(end -> heard.add("end"));
    words.handler(delta -> {
      heard.add(delta);
      words.cancel();
    });
    words.resume();
    words.cancel();
    assertThat(heard).containsExactly(new Delta.Text("a "));
  }
}
