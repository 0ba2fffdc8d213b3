package rapport.bench.quarkus;

import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the tuned variant does otherwise than documented, but for the encoder's threads. */
@ApplicationScoped
public class Variant {
  private final boolean tuned;
  private final ExecutorService virtualThreads;

  Variant(
      @ConfigProperty(name = "quarkus.profile") String profile,
      @VirtualThreads ExecutorService virtualThreads) {
    this.tuned = profile.equals("tuned");
    this.virtualThreads = virtualThreads;
  }

  boolean tuned() {
    return tuned;
  }

  /** Where encoding and searching block: Quarkus' worker threads, or virtual ones. */
  Executor blockingThreads() {
    return tuned ? virtualThreads : Infrastructure.getDefaultWorkerPool();
  }

  /** The answer of an AI service, which the reader's leaving ends at the model only when tuned. */
  <T> Multi<T> forReader(Multi<T> answer) {
    return tuned ? ModelRequest.endedWith(answer) : answer;
  }
}
