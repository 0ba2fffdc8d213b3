package rapport.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rapport.fault.GatewayException;

class RunJsonTest {
  @TempDir Path folder;

  private final Run run = Shop.run(Shop.BAD);

  @Test
  void json_hasMeansIntervalsTimesAndEveryQuery() {
    JsonObject json = new JsonObject(RunJson.write(run, null));

    Estimate ndcg = run.estimate(Measure.NDCG_10);
    assertThat(json.getJsonObject("means").fieldNames())
        .containsExactly(
            "ndcg@10", "condensed_ndcg@10", "judged@10", "mrr@10", "recall@10", "recall@100");
    assertThat(json.getJsonObject("means").getJsonObject("ndcg@10"))
        .isEqualTo(
            new JsonObject()
                .put("mean", ndcg.mean())
                .put("low", ndcg.low())
                .put("high", ndcg.high()));
    assertThat(json.getJsonObject("including_without_relevant").getDouble("ndcg@10"))
        .isEqualTo(run.meanOfAll(Measure.NDCG_10));
    assertThat(json.getJsonObject("timing_ms").getDouble("p99")).isEqualTo(9);
    assertThat(json.getInteger("asked")).isEqualTo(4);
    assertThat(json.getInteger("scored")).isEqualTo(3);
    assertThat(json.getJsonArray("notes")).isEqualTo(new JsonArray(run.notes()));
    JsonObject first = json.getJsonArray("queries").getJsonObject(0);
    assertThat(first.getString("text")).isEqualTo("desk lamp");
    assertThat(first.getDouble("judged@10")).isEqualTo(0.75);
    assertThat(first.getJsonArray("top")).isEqualTo(new JsonArray(List.of("c", "a", "x", "b")));
  }

  @Test
  void run_thatWasWritten_isReadAsItWas() throws IOException {
    Path file = Files.writeString(folder.resolve("run.json"), RunJson.write(run, null) + "\n");

    Run read = RunJson.read(file);

    assertThat(read).isEqualTo(new Run(run.setup(), run.at(), run.queries(), List.of()));
    assertThat(read.estimate(Measure.RECALL_100)).isEqualTo(run.estimate(Measure.RECALL_100));
  }

  @Test
  void run_withAComparison_canBeComparedAgain() throws IOException {
    Comparison comparison = Comparison.of("bad.json", run, Shop.run(Shop.GOOD));
    String json = RunJson.write(comparison.now(), comparison);
    Path file = Files.writeString(folder.resolve("run.json"), json);

    assertThat(RunJson.read(file).queries()).isEqualTo(comparison.now().queries());
    JsonObject written = new JsonObject(json).getJsonObject("comparison");
    assertThat(written.getInteger("common")).isEqualTo(3);
    assertThat(written.getJsonObject("means").getJsonObject("ndcg@10").getDouble("p"))
        .isEqualTo(comparison.of(Measure.NDCG_10).p());
    assertThat(written.getJsonArray("changed").getJsonObject(0))
        .isEqualTo(
            new JsonObject()
                .put("id", "q4")
                .put("text", Shop.SET.queries().getLast().text())
                .put("then", 0.0)
                .put("now", 1.0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "q1 0 a 1",
        "[]",
        "{}",
        "{\"rapport_eval\":2}",
        "{\"rapport_eval\":\"1\"}",
        "{\"rapport_eval\":1,\"at\":\"2025-01-02T03:04:05Z\",\"kind\":\"product\"}",
        "{\"rapport_eval\":1,\"at\":\"2025-01-02T03:04:05Z\",\"kind\":\"product\",\"where\":\"w\","
            + "\"query_file\":\"q\",\"queries\":[{\"id\":\"q1\",\"text\":\"lamp\"}]}"
      })
  void file_thatIsSomethingElse_isRefused(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("other.json"), content);

    assertThatThrownBy(() -> RunJson.read(file))
        .isInstanceOf(GatewayException.class)
        .hasMessage(
            file + ": not a report of this command (expected: what --report or --json wrote)");
  }

  @Test
  void file_thatIsNotText_isRefused() throws IOException {
    Path file = Files.write(folder.resolve("image.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G'});

    assertThatThrownBy(() -> RunJson.read(file)).hasMessageContaining("not a report");
  }

  @Test
  void file_thatIsMissing_isNamed() {
    assertThatThrownBy(() -> RunJson.read(folder.resolve("none.json")))
        .isInstanceOf(GatewayException.class)
        .hasMessageEndingWith("none.json: no such file, or not readable");
  }
}
