package rapport.search;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

/**
 * Rows as the table had them at one moment, as far as questions have found them since, or they were
 * read ahead. Safe from any thread.
 */
final class KnownRows {
  /** In bytes: some twenty or thirty thousand rows. */
  private static final long MOST = 64_000_000;

  /** What is read ahead leaves the rest to what questions find. */
  private static final long MOST_AHEAD = MOST / 8 * 7;

  private final Cache<Key, Stored> rows =
      Caffeine.newBuilder()
          .maximumWeight(MOST)
          .weigher((Key key, Stored row) -> row.weight())
          .executor(Runnable::run) // its upkeep is shorter than the way to another thread
          .build();

  /** A product and an FAQ may have the same id. */
  private record Key(boolean product, String id) {}

  @Nullable Stored product(String id) {
    return rows.getIfPresent(new Key(true, id));
  }

  @Nullable Stored faq(String id) {
    return rows.getIfPresent(new Key(false, id));
  }

  /** Whether there is room for rows that nobody has asked for yet. */
  boolean haveRoom() {
    return rows.policy().eviction().orElseThrow().weightedSize().orElseThrow() < MOST_AHEAD;
  }

  void add(Stored row) {
    rows.put(new Key(row instanceof Stored.Product, row.id()), row);
  }
}
