package rapport.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import rapport.chat.ConversationId;
import rapport.chat.Exchange;

/**
 * The last exchanges of conversations in which something was answered here lately, so that the next
 * question need not read the journal for them. They hold up to a number in the record: what another
 * process added since has a greater one. Safe from any thread.
 */
final class RecentExchanges {
  /** In bytes: some ten thousand conversations. */
  private static final long MOST = 32_000_000;

  /** Most shoppers ask again sooner, or not at all. */
  private static final Duration KEPT = Duration.ofMinutes(10);

  /** What an exchange is besides its texts, in bytes. */
  private static final int EXCHANGE = 100;

  private final Cache<ConversationId, Recent> recent =
      Caffeine.newBuilder()
          .maximumWeight(MOST)
          .weigher((ConversationId id, Recent last) -> last.weight())
          .expireAfterAccess(KEPT)
          .scheduler(Scheduler.systemScheduler())
          .executor(Runnable::run)
          .build();

  /**
   * @param exchanges oldest first, without sources
   * @param seq the number of the entry that ended the last of them
   */
  private record Recent(List<Exchange> exchanges, long seq) {
    int weight() {
      return EXCHANGE
          + exchanges.stream()
              .mapToInt(one -> EXCHANGE + 2 * (one.question().length() + one.answer().length()))
              .sum();
    }
  }

  /** Whether it is worth while to wait until it is known which entry was the last. */
  boolean has(ConversationId conversation) {
    return recent.getIfPresent(conversation) != null;
  }

  /**
   * The last exchanges, oldest first; empty: the journal knows.
   *
   * @param seq the number of the entry before the question, 0 when there is none
   */
  Optional<List<Exchange>> upTo(ConversationId conversation, long seq) {
    if (seq == 0) {
      return Optional.of(List.of());
    }
    Recent last = recent.getIfPresent(conversation);
    return last != null && last.seq == seq ? Optional.of(last.exchanges) : Optional.empty();
  }

  /**
   * @param exchanges oldest first
   * @param seq the number of the entry that ended the last of them
   */
  void add(ConversationId conversation, List<Exchange> exchanges, long seq) {
    recent.put(
        conversation, new Recent(exchanges.stream().map(Exchange::withoutSources).toList(), seq));
  }

  /** Nobody reads it any more: who comes back to it needs more than this. */
  void forget(ConversationId conversation) {
    recent.invalidate(conversation);
  }

  /** About how much memory is taken. */
  long bytes() {
    recent.cleanUp();
    return recent.policy().eviction().orElseThrow().weightedSize().orElseThrow();
  }
}
