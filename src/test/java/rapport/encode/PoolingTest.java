package rapport.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PoolingTest {
  /** Two texts, three tokens wide, two dimensions; the first text has two tokens and padding. */
  private static final float[] STATES = {1, 0, 0, 1, 99, 99, 0, 2, 4, 0, 0, 2};

  @Test
  void mean_isOverTheTextsOwnTokens() {
    assertSame(Pooling.MEAN.pool(STATES, 0, 2, 3, 2), 1, 1);
    assertSame(Pooling.MEAN.pool(STATES, 1, 3, 3, 2), 1, 1);
  }

  @Test
  void cls_isTheFirstToken() {
    assertSame(Pooling.CLS.pool(STATES, 0, 2, 3, 2), 1, 0);
    assertSame(Pooling.CLS.pool(STATES, 1, 3, 3, 2), 0, 1);
  }

  @Test
  void vectorWithoutDirection_isRefused() {
    assertThatThrownBy(() -> Pooling.CLS.pool(new float[] {0, 0}, 0, 1, 1, 2))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Embedding.normalized(new float[] {Float.NaN, 1}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertSame(Embedding pooled, float... direction) {
    Embedding expected = Embedding.normalized(direction);
    assertThat(pooled.similarity(expected)).isCloseTo(1, within(1e-6));
    assertThat(pooled.similarity(pooled)).isCloseTo(1, within(1e-6));
  }
}
