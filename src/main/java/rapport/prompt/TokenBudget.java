package rapport.prompt;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingResult;
import com.knuddels.jtokkit.api.EncodingType;
import io.netty.buffer.ByteBufUtil;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/**
 * Tokens that are left, taken piece by piece. A token is a byte at least, so a text whose count is
 * not known is not counted as long as all its bytes fit.
 */
final class TokenBudget {
  private static final Encoding TOKENS =
      Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.CL100K_BASE);

  /** In UTF-16 units of their texts: a few megabytes. */
  private static final int MOST_COUNTED = 2_000_000;

  /** A conversation goes on within this, or is not in a hurry. What was said is forgotten then. */
  private static final Duration REMEMBERED = Duration.ofMinutes(10);

  /** The next prompts hold the same exchanges, and others the same FAQs. */
  private static final Cache<String, Integer> COUNTED =
      Caffeine.newBuilder()
          .maximumWeight(MOST_COUNTED)
          .weigher((String text, Integer tokens) -> text.length())
          .expireAfterAccess(REMEMBERED)
          .scheduler(Scheduler.systemScheduler())
          .executor(Runnable::run)
          .build();

  /** The end of a line, or what a message is wrapped in. */
  private static final int AROUND = 4;

  private int left;

  /**
   * Taken, but not yet counted; {@code left} has been lessened by the most that they may cost. The
   * longest first: counting it likely frees the most, and it is likely an FAQ or an exchange, which
   * the next prompts hold, too; a product's line holds why it fits this one question.
   */
  private final PriorityQueue<Uncounted> uncounted =
      new PriorityQueue<>(Comparator.comparingInt(Uncounted::mostCost).reversed());

  private record Uncounted(String text, int mostCost) {}

  TokenBudget(int tokens) {
    this.left = tokens;
  }

  /** Takes what {@code text} costs if there is so much left. */
  boolean take(String text) {
    if (COUNTED.getIfPresent(text) == null) {
      int mostCost = ByteBufUtil.utf8Bytes(text) + AROUND;
      if (mostCost <= left) {
        uncounted.add(new Uncounted(text, mostCost));
        left -= mostCost;
        return true;
      }
    }
    int cost = cost(text);
    while (cost > left && !uncounted.isEmpty()) {
      Uncounted taken = uncounted.remove();
      left += taken.mostCost() - cost(taken.text());
    }
    if (cost > left) {
      return false;
    }
    left -= cost;
    return true;
  }

  private static int cost(String text) {
    return COUNTED.get(text, TokenBudget::count) + AROUND;
  }

  List<String> takeWhileItFits(Stream<String> texts) {
    List<String> taken = new ArrayList<>();
    Iterator<String> iterator = texts.iterator();
    while (iterator.hasNext()) {
      String text = iterator.next();
      if (!take(text)) {
        break;
      }
      taken.add(text);
    }
    return taken;
  }

  /** As much of the beginning of {@code text} as so many tokens hold. */
  static String first(int tokens, String text) {
    EncodingResult encoded = TOKENS.encodeOrdinary(text, tokens);
    return encoded.isTruncated() ? TOKENS.decode(encoded.getTokens()) : text;
  }

  /** Tokens of {@code text}; special tokens in it count as the plain text they are. */
  static int count(String text) {
    return TOKENS.countTokensOrdinary(text);
  }
}
