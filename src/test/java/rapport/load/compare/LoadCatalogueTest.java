package rapport.load.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.testing.Waiting.await;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import rapport.encode.Encoders;
import rapport.load.ProcessWatch;
import rapport.testing.TestDatabase;
import rapport.testing.TestGateway;

class LoadCatalogueTest {
  private final Vertx vertx = Vertx.vertx();
  private final Encoders encoders = Encoders.onnx(vertx, TestGateway.settings(Map.of()).encoder());

  @AfterEach
  void stop() {
    await(encoders.close());
    await(vertx.close());
  }

  /** Again and again: a connection's own process is gone soon after it. */
  @RepeatedTest(5)
  void databaseOnThisMachine_hasAProcessWhoseTimeIsCounted() {
    LoadCatalogue catalogue = new LoadCatalogue(vertx, encoders, Path.of(""), line -> {});
    Long process = catalogue.process(TestDatabase.freshDatabase());
    assertThat(process).isNotNull();
    assertThat(ProcessWatch.familyCpuNanos(process)).isPositive();
  }
}
