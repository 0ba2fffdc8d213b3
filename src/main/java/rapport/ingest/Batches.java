package rapport.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import rapport.chat.Language;

/**
 * Rows on their way: gathered into batches of one language, a few of which are under way at once,
 * so that reading, encoding and writing overlap and the encoder never waits for the database. The
 * reader waits when {@link #UNDER_WAY} are.
 */
final class Batches {
  static final int SIZE = 128;
  static final int UNDER_WAY = 4;

  private final BatchLoader loader;
  private final Tally tally;
  private final Semaphore free = new Semaphore(UNDER_WAY);
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final Map<Language, List<Candidate>> gathered = new HashMap<>();
  private final Set<Language> prepared = new HashSet<>();

  Batches(BatchLoader loader, Tally tally) {
    this.loader = loader;
    this.tally = tally;
  }

  /** Takes a row, and waits where too many are under way. Throws what an earlier batch met. */
  void add(Candidate row) throws InterruptedException {
    List<Candidate> batch = gathered.computeIfAbsent(row.language(), l -> new ArrayList<>(SIZE));
    batch.add(row);
    if (batch.size() == SIZE) {
      gathered.remove(row.language());
      start(row.language(), batch);
    }
  }

  /** Sends off what is gathered and waits until all is done, or until nothing more will be. */
  void finish() throws InterruptedException {
    for (Map.Entry<Language, List<Candidate>> rest : gathered.entrySet()) {
      start(rest.getKey(), rest.getValue());
    }
    settle();
    throwFailure();
  }

  /** Waits for the batches under way, whatever comes of them. */
  void settle() {
    free.acquireUninterruptibly(UNDER_WAY);
    free.release(UNDER_WAY);
  }

  private void start(Language language, List<Candidate> batch) throws InterruptedException {
    if (prepared.add(language)) {
      loader.prepare(language);
    }
    free.acquire();
    Thread.ofVirtual().name("ingest-batch").start(() -> load(language, batch));
    throwFailure();
  }

  private void load(Language language, List<Candidate> batch) {
    try {
      if (failure.get() == null) {
        tally.loaded(loader.load(language, batch));
      }
    } catch (Throwable e) {
      failure.compareAndSet(null, e);
    } finally {
      free.release();
    }
  }

  private void throwFailure() {
    Throwable met = failure.get();
    if (met instanceof RuntimeException e) {
      throw e;
    }
    if (met != null) {
      throw new IllegalStateException(met);
    }
  }
}
