package rapport.load.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import rapport.load.report.Document;

class CompareDocumentTest {
  private final CompareDocument document =
      new CompareDocument(
          List.of(Contender.RAPPORT, Contender.FLOOR, Contender.SPRING_TUNED),
          2,
          List.of("a note"));

  @Test
  void whatWasMeasured_isReadByTheReport() {
    document.measured(Contender.RAPPORT, Measure.CPU_PER_TOKEN, 12);
    document.measured(Contender.RAPPORT, Measure.CPU_PER_TOKEN, 14);
    document.measured(Contender.FLOOR, Measure.CPU_PER_TOKEN, 10);
    document.measured(Contender.SPRING_TUNED, Measure.CPU_PER_TOKEN, 39);
    document.gaveOut(Contender.SPRING_TUNED, "it fell over");

    Document read = Document.of(document.toJson());

    assertThat(read.text(false))
        .contains("CPU per relayed token", "1.30×", "3.0×", "it fell over", "a note");
    assertThat(read.html()).contains("Spring AI, tuned");
    assertThat(read.figures()).containsEntry("cpu_us_per_token", 13.0);
  }

  @Test
  void aContenderWithoutAFigure_isLeftOut() {
    document.measured(Contender.RAPPORT, Measure.STREAMS_HELD, 2_000);

    assertThat(Document.of(document.toJson()).text(false)).contains("2,000");
  }

  @Test
  void withoutTheFloor_theOthersAreCompared() {
    CompareDocument two =
        new CompareDocument(List.of(Contender.RAPPORT, Contender.QUARKUS_TUNED), 1, List.of());
    two.measured(Contender.RAPPORT, Measure.CPU_PER_TOKEN, 10);
    two.measured(Contender.QUARKUS_TUNED, Measure.CPU_PER_TOKEN, 20);

    assertThat(Document.of(two.toJson()).text(false)).contains("2.0×");
  }

  @Test
  void withoutOurs_theFirstIsWhatTheOthersAreMeasuredBy() {
    CompareDocument peers =
        new CompareDocument(List.of(Contender.FLOOR, Contender.QUARKUS_TUNED), 1, List.of());
    peers.measured(Contender.FLOOR, Measure.CPU_PER_TOKEN, 10);
    peers.measured(Contender.QUARKUS_TUNED, Measure.CPU_PER_TOKEN, 20);

    assertThat(Document.of(peers.toJson()).text(false)).contains("2.0×");
  }

  @Test
  void floorWithARecord_isMeasuredAndDoesNotCompete() {
    CompareDocument kept =
        new CompareDocument(List.of(Contender.RAPPORT, Contender.FLOOR_KEPT), 1, List.of());
    kept.measured(Contender.RAPPORT, Measure.CPU_PER_TOKEN, 20);
    kept.measured(Contender.FLOOR_KEPT, Measure.CPU_PER_TOKEN, 10);

    assertThat(Document.of(kept.toJson()).text(false).lines().toList())
        .anyMatch(line -> line.startsWith("Rapport") && line.contains("best"))
        .anyMatch(line -> line.startsWith("Floor with a record") && !line.contains("best"));
  }
}
