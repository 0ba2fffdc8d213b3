package rapport.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rapport.search.Dialogues.Dialogue;

class FollowUpsTest {
  private static final Map<String, Dialogues> CATALOGUES =
      Map.of("en", new Dialogues("en"), "zh", new Dialogues("zh"));

  static List<Dialogue> build() {
    return Dialogues.of("build.jsonl");
  }

  @ParameterizedTest
  @MethodSource("build")
  void followUp_inItsConversation_isUnderstood(Dialogue dialogue) {
    assertThat(catalogue(dialogue).understood(dialogue)).isEqualTo(dialogue.expected());
  }

  private static Dialogues catalogue(Dialogue dialogue) {
    return java.util.Objects.requireNonNull(CATALOGUES.get(dialogue.locale()));
  }
}
