package rapport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rapport.catalog.Catalog;
import rapport.chat.Language;
import rapport.database.Database;
import rapport.database.Schema;
import rapport.encode.VectorMaker;
import rapport.fault.Fault;
import rapport.fault.GatewayException;
import rapport.testing.TestDatabase;
import rapport.testing.TestGateway;
import rapport.testing.Waiting;

class GatewayStartTest {
  private static final String URL = TestDatabase.freshDatabase();

  @ParameterizedTest
  @CsvSource({"http.port,RAPPORT_HTTP_PORT", "management.port,RAPPORT_MANAGEMENT_PORT"})
  void port_thatIsTaken_isNamedInOneLine(String setting, String variable) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      assertThatThrownBy(() -> TestGateway.on(URL, Map.of(variable, port)).close())
          .isInstanceOf(GatewayException.class)
          .hasMessage("%s: %s is in use (expected: a free port; set %s)", setting, port, variable);
    }
  }

  @Test
  void catalogue_ofAnotherEncoder_isRefusedWithWhatToDo() {
    String url = TestDatabase.freshDatabase();
    Schema.migrate(url);
    Vertx vertx = Vertx.vertx();
    Catalog catalog = Catalog.postgres(Database.forLoading(vertx, url).pool());
    Waiting.await(catalog.prepare(Language.ENGLISH, new VectorMaker("bge-small-en-v1.5", 384)));
    Waiting.await(vertx.close());
    assertThatThrownBy(() -> TestGateway.on(url, Map.of()).close())
        .isInstanceOfSatisfying(
            GatewayException.class, e -> assertThat(e.fault()).isEqualTo(Fault.CONFLICT))
        .hasMessage(
            "encoder.model: all-minilm-l6-v2 with 384 dimensions (expected: bge-small-en-v1.5 with 384 dimensions, which made the vectors of 'en': use that one, or run `rapport ingest --forget en` and load that catalogue again)");
    TestGateway.on(url, Map.of("RAPPORT_ENCODER_MODEL", "bge-small-en-v1.5")).close();
  }
}
