package rapport.chat;

import org.jspecify.annotations.Nullable;

/**
 * How a model is to choose its words; null: as it does by itself. What answers without a model has
 * no use for it.
 *
 * @param maxTokens the longest answer in the model's tokens, within what the shop allows
 * @param temperature 0 to 2
 */
public record Sampling(@Nullable Integer maxTokens, @Nullable Double temperature) {
  public static final Sampling USUAL = new Sampling(null, null);

  private static final double HOTTEST = 2;

  public Sampling {
    if (maxTokens != null && maxTokens < 1) {
      throw new IllegalArgumentException("max_tokens: " + maxTokens + " (expected: 1 or more)");
    }
    if (temperature != null && !(temperature >= 0 && temperature <= HOTTEST)) {
      throw new IllegalArgumentException("temperature: " + temperature + " (expected: 0 to 2)");
    }
  }
}
