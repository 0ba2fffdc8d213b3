package rapport.bench.quarkus;

import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where encoding and searching block: Quarkus' worker threads, or virtual ones when tuned. */
@ApplicationScoped
public class Threads {
  private final Executor executor;

  Threads(
      @VirtualThreads ExecutorService virtual,
      @ConfigProperty(name = "quarkus.profile") String variant) {
    executor = variant.equals("tuned") ? virtual : Infrastructure.getDefaultWorkerPool();
  }

  Executor forBlockingWork() {
    return executor;
  }
}
