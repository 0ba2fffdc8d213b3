package rapport.load.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import rapport.load.report.Pair.Change;
import rapport.load.report.Pair.Verdict;
import rapport.testing.LoadSamples;

/** What the terminal shows. */
class ReportTextTest {
  private static final char ESCAPE = '\u001b';

  @Test
  void whatGaveOut_standsAboveAllFigures() {
    String text = Document.of(LoadSamples.troubled(1)).text(false);
    assertThat(text.indexOf("Model streams: 1,000")).isBetween(0, text.indexOf("sessions open"));
    assertThat(text).doesNotContain("Nothing gave out").contains("overloaded: 602");
  }

  @Test
  void praise_isOnlyForWhatTheCountsBearOut() {
    assertThat(Document.of(LoadSamples.result(1, 1)).text(false))
        .contains("Nothing gave out.", "All 10,000 sessions", "Every one of 1,080,000 tokens");
    assertThat(Document.of(LoadSamples.troubled(1)).text(false)).doesNotContain("✓");
  }

  @Test
  void colours_areForTerminalsAlone() {
    for (JsonObject json : List.of(LoadSamples.troubled(1), LoadSamples.compare(1))) {
      assertThat(Document.of(json).text(false)).doesNotContain(String.valueOf(ESCAPE));
      assertThat(Document.of(json).text(true)).contains(String.valueOf(ESCAPE));
    }
  }

  @Test
  void names_doNotSteerTheTerminal() {
    JsonObject json = LoadSamples.result(1, 1).put("name", ESCAPE + "[2Jgone\nnew line");
    assertThat(Document.of(json).text(false)).doesNotContain(String.valueOf(ESCAPE), "gone\n");
  }

  @Test
  void figures_standInColumns() {
    List<String> lines = Document.of(LoadSamples.result(1, 1)).text(false).lines().toList();
    int head =
        IntStream.range(0, lines.size())
            .filter(i -> lines.get(i).startsWith("latency"))
            .findFirst()
            .orElseThrow();
    int end = lines.get(head).indexOf("p50") + 3;
    assertThat(lines.subList(head + 1, head + 9))
        .allSatisfy(line -> assertThat(line.substring(0, end)).matches(".*[0-9] m?s"));
  }

  @Test
  void missingFigure_isADash_withTheReason() {
    String text = Document.of(LoadSamples.compare(1)).text(false);
    assertThat(text.lines().filter(line -> line.startsWith("Spring AI ")))
        .anyMatch(line -> line.contains("–") && line.contains("half of its questions timed out"));
    assertThat(text).doesNotContain("NaN", "null", "Infinity");
  }

  @Test
  void missingFigure_withoutAnyNote_saysThat() {
    JsonObject json = LoadSamples.compare(1).put("notes", new JsonArray()).putNull("gave_out");
    assertThat(Document.of(json).text(false)).contains("not measured; no note says why");
  }

  @Test
  void best_isMarked_byWhatIsBetter_andNeverTheFloor() {
    Compared compared = (Compared) Document.of(LoadSamples.compare(1));
    for (Compared.Measure measure : compared.measures()) {
      String best = compared.best(measure).orElseThrow().contender().name();
      assertThat(best).isNotEqualTo("floor");
      for (Compared.Contender other : compared.contenders()) {
        Spread spread = measure.spread(other.name());
        if (!compared.isFloor(other) && !spread.isEmpty()) {
          double ahead = measure.spread(best).median() - spread.median();
          assertThat(measure.less() ? ahead : -ahead).isLessThanOrEqualTo(0);
        }
      }
    }
  }

  @Test
  void roundsThatOverlap_areNotCalledADifference() {
    JsonObject json = LoadSamples.compare(1);
    json.getJsonArray("measures")
        .getJsonObject(1)
        .getJsonObject("values")
        .put("rapport", new JsonArray("[10, 12]"))
        .put("quarkus-tuned", new JsonArray("[11, 13]"));
    assertThat(Document.of(json).text(false)).contains("rounds overlap with Quarkus, tuned");
  }

  @Test
  void oneRound_isSaidToBeOne() {
    assertThat(Document.of(LoadSamples.compare(1).put("rounds", 1)).text(false))
        .contains("One round: what is chance is not known.")
        .contains("best of one round");
  }

  @Test
  void pairOfEqualRuns_showsNoDifference() {
    Result run = result(1, 1);
    assertThat(Pair.of(run, run, false).changes())
        .extracting(Change::verdict)
        .containsOnly(Verdict.NOISE);
  }

  @Test
  void pair_marksWhatIsFarApart_eachWayRound() {
    assertThat(change(result(1, 1), result(2, 2), "CPU per token")).isEqualTo(Verdict.WORSE);
    assertThat(change(result(1, 2), result(2, 1), "CPU per token")).isEqualTo(Verdict.BETTER);
    assertThat(change(result(1, 2), result(2, 1), "added p50")).isEqualTo(Verdict.BETTER);
    assertThat(change(result(1, 1), result(2, 1), "added p50")).isEqualTo(Verdict.NOISE);
  }

  @Test
  void pair_saysThatItIsOneRunEach() {
    assertThat(Pair.of(result(1, 1), result(2, 1), false).text(false)).contains("One run each");
  }

  @Test
  void differentScenarios_areNotCompared_unlessTold_andThenItIsSaid() {
    JsonObject other = LoadSamples.result(2, 1);
    other.getJsonObject("scenario").getJsonObject("model").put("pace", 12);
    Result after = (Result) Document.of(other);
    assertThatThrownBy(() -> Pair.of(result(1, 1), after, false))
        .hasMessageContaining("model.pace 24 → 12");
    assertThat(Pair.of(result(1, 1), after, true).text(false))
        .contains("! The scenarios differ: model.pace 24 → 12.");
  }

  private static Result result(long seed, double slowness) {
    return (Result) Document.of(LoadSamples.result(seed, slowness));
  }

  private static Verdict change(Result before, Result after, String title) {
    return Pair.of(before, after, false).changes().stream()
        .filter(change -> change.title().equals(title))
        .findFirst()
        .orElseThrow()
        .verdict();
  }
}
