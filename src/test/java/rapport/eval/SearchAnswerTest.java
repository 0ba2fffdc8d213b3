package rapport.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchAnswerTest {
  private static final String ANSWER =
      """
      {"query":"lamp","took_ms":1.5,"products":[{"id":"a","title":"A"},{"id":"b"}],
       "faqs":[{"id":"f","question":"?"}],"degraded":"the encoder does not answer"}
      """;

  @Test
  void answer_hasRowsOfBothKinds_inTheirOrder() {
    assertThat(SearchAnswer.found(ANSWER, "products", 2))
        .contains(new Search.Found(List.of("a", "b"), 2, "the encoder does not answer"));
    assertThat(SearchAnswer.found(ANSWER, "faqs", 2).orElseThrow().rows()).containsExactly("f");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "[]", "{}", "{\"products\":[1]}", "{\"products\":[{}]}"})
  void answer_ofAnotherServer_isNone(String body) {
    assertThat(SearchAnswer.found(body, "products", 2)).isEmpty();
    assertThat(SearchAnswer.error(body)).isEmpty();
  }

  @Test
  void error_isItsMessage() {
    assertThat(SearchAnswer.error("{\"error\":{\"code\":\"timeout\",\"message\":\"too long\"}}"))
        .contains("too long");
  }
}
