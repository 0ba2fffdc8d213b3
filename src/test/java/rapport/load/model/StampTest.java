package rapport.load.model;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StampTest {
  private final long[] numbers = new long[5];

  @Test
  void piece_isReadAsItWasWritten() {
    assertThat(read(written(35, 3, 100, 1_234_567_890L, 5))).isTrue();
    assertThat(numbers).startsWith(35, 3, 100, 1_234_567_890L);
  }

  @Test
  void firstPiece_tellsWhenItsRequestCame() {
    assertThat(written(1, 0, 2, 36, 35)).isEqualTo("1.0.2.10.z");
    assertThat(read(written(1, 0, 2, 36, 35))).isTrue();
    assertThat(numbers).containsExactly(1, 0, 2, 36, 35);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "1.1.2",
        "1.1.2.3.4",
        "1.0.2.3",
        "1.1.2.3.",
        ".1.2.3",
        "1..2.3",
        "1.1.2.3X",
        "1.2.2.3",
        "1.1.2.3.4.5",
        "1.1.2.3\n",
        "Hello!",
        "1.1.2.zzzzzzzzzzzzzzzzz"
      })
  void anythingElse_isNone(String word) {
    assertThat(read(word)).isFalse();
  }

  private static String written(long stream, int index, int count, long sent, long arrived) {
    byte[] bytes = new byte[Stamp.LONGEST];
    int end = Stamp.write(bytes, 0, stream, index, count, sent, arrived);
    return new String(bytes, 1, end - 1, US_ASCII);
  }

  private boolean read(String word) {
    byte[] bytes = word.getBytes(US_ASCII);
    return Stamp.read(bytes, bytes.length, numbers);
  }
}
