package rapport.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** What is not counted makes no difference to what is taken. */
class TokenBudgetTest {
  private static final List<String> WORDS =
      List.of("lamp", "an", "unforgettable", "蓝牙耳机", "1234567", "🎧", "\n\n", "don't", "->");

  @RepeatedTest(40)
  void take_isAsIfAllWereCounted(RepetitionInfo seed) {
    Random random = new Random(seed.getCurrentRepetition());
    List<String> texts = texts(random);
    int tokens = 50 + random.nextInt(400);
    TokenBudget budget = new TokenBudget(tokens);
    int left = tokens;
    for (int i = 0; i < 12; i++) {
      String text = texts.get(random.nextInt(texts.size()));
      int cost = TokenBudget.count(text) + 4;
      boolean fits = cost <= left;
      left -= fits ? cost : 0;
      assertThat(budget.take(text)).as("%d of %d left: %s", left, tokens, text).isEqualTo(fits);
    }
  }

  /** Nobody has them but this repetition; the count of every other one is known. */
  private static List<String> texts(Random random) {
    List<String> texts =
        IntStream.range(0, 20).mapToObj(i -> random.nextInt() + text(random)).toList();
    for (int i = 0; i < texts.size(); i += 2) {
      assertThat(new TokenBudget(TokenBudget.count(texts.get(i)) + 4).take(texts.get(i))).isTrue();
    }
    return texts;
  }

  private static String text(Random random) {
    return String.join(
        random.nextBoolean() ? " " : "",
        IntStream.range(0, 1 + random.nextInt(30))
            .mapToObj(i -> WORDS.get(random.nextInt(WORDS.size())))
            .toList());
  }
}
