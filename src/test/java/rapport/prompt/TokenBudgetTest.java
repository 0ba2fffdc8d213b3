package rapport.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** What is not counted makes no difference to what is taken. */
class TokenBudgetTest {
  private static final List<String> WORDS =
      List.of("lamp", "an", "unforgettable", "蓝牙耳机", "1234567", "🎧", "\n\n", "don't", "->");

  private static final List<String> TEXTS =
      new Random(7).ints(20, 0, 1_000).mapToObj(seed -> text(new Random(seed))).toList();

  /** The count of every other one is known. */
  @BeforeAll
  static void countSome() {
    for (int i = 0; i < TEXTS.size(); i += 2) {
      assertThat(new TokenBudget(TokenBudget.count(TEXTS.get(i)) + 4).take(TEXTS.get(i))).isTrue();
    }
  }

  @RepeatedTest(40)
  void take_isAsIfAllWereCounted(RepetitionInfo seed) {
    Random random = new Random(seed.getCurrentRepetition());
    int tokens = 50 + random.nextInt(400);
    TokenBudget budget = new TokenBudget(tokens);
    int left = tokens;
    for (int i = 0; i < 12; i++) {
      String text = TEXTS.get(random.nextInt(TEXTS.size()));
      int cost = TokenBudget.count(text) + 4;
      boolean fits = cost <= left;
      left -= fits ? cost : 0;
      assertThat(budget.take(text)).as("%d of %d left: %s", left, tokens, text).isEqualTo(fits);
    }
  }

  private static String text(Random random) {
    return String.join(
        random.nextBoolean() ? " " : "",
        IntStream.range(0, 1 + random.nextInt(30))
            .mapToObj(i -> WORDS.get(random.nextInt(WORDS.size())))
            .toList());
  }
}
