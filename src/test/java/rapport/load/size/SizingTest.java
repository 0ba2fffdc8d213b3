package rapport.load.size;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import rapport.load.report.Document;
import rapport.testing.LoadSamples;

class SizingTest {
  private static final MeasuredFigures FIGURES = MeasuredFigures.ofThisBuild();
  private static final Pod POD = new Pod(2, 2048, 0.6);
  private static final Demand.Answer ANSWER = new Demand.Answer(200, 0.8, 40);

  private final Random random = new Random(3);

  @RepeatedTest(20)
  void pods_holdWhatIsAsked_inEveryRespect() {
    Sizing sizing = sizing(1 + random.nextInt(500_000), random.nextDouble() * 60 + 0.1);
    assertThat(sizing.limitsInOrder())
        .allSatisfy(limit -> assertThat(limit.pods()).isLessThanOrEqualTo(sizing.pods() + 1e-6));
    assertThat(sizing.podsWithSpare()).isEqualTo(sizing.pods() + 1);
  }

  @RepeatedTest(20)
  void moreShoppers_neverNeedLess() {
    int sessions = 1 + random.nextInt(200_000);
    Sizing few = sizing(sessions, 6);
    Sizing many = sizing(sessions * 2, 6);
    assertThat(many.pods()).isGreaterThanOrEqualTo(few.pods());
    assertThat(many.coresOfTheDatabase()).isGreaterThanOrEqualTo(few.coresOfTheDatabase());
    assertThat(many.connectionsOfTheDatabase())
        .isGreaterThanOrEqualTo(few.connectionsOfTheDatabase());
  }

  @Test
  void rateAndAnswersAtOnce_areTwoWaysToSayTheSame() {
    Demand byRate = Demand.ofRate(10_000, 6, ANSWER);
    Demand byStreams = Demand.ofStreams(10_000, byRate.streams(), ANSWER);
    assertThat(byStreams.questionsPerSecond()).isCloseTo(byRate.questionsPerSecond(), within(1e-9));
    assertThat(byRate.questionsPerSecond()).isCloseTo(16.67, within(0.01));
    assertThat(byRate.streams()).isCloseTo(16.67 * 5.8, within(0.1));
  }

  @Test
  void firstToGiveOut_isWhatAsksForMostPods() {
    Sizing sockets = sizing(50_000, 6);
    assertThat(sockets.limitsInOrder().getFirst().what()).isEqualTo("sockets a pod");
    assertThat(sockets.pods()).isEqualTo(4);
    assertThat(sizing(5_000, 600).limitsInOrder().getFirst().what())
        .isIn("CPU", "answers at once a pod");
  }

  @Test
  void everyFigure_saysWhereItComesFrom_andEveryStepIsShown() {
    String text = SizingText.of(sizing(50_000, 6));
    FIGURES
        .all()
        .forEach((name, figure) -> {
          assertThat(figure.source()).doesNotContain("null");
          assertThat(text).contains(name).contains(figure.source());
        });
    assertThat(text)
        .contains("50,000 sessions × 6 an hour / 3,600 s = 83.3")
        .contains("50,000 / 15,000 of chat.max-sessions = 3.33 pods")
        .contains("gives out first: sockets a pod")
        .doesNotContain("NaN");
  }

  @Test
  void figuresOfARun_takeThePlaceOfThoseOfTheBuild() {
    Document run = Document.of(LoadSamples.result(1, 2));
    MeasuredFigures figures = FIGURES.with(run.figures(), "run.json");
    assertThat(figures.value("tokens_per_answer")).isEqualTo(120);
    assertThat(figures.value("cpu_ms_per_question")).isBetween(10.0, 15.0);
    assertThat(figures.value("kernel_bytes_per_socket")).isEqualTo(4100);
    Document compare = Document.of(LoadSamples.compare(1));
    assertThat(FIGURES.with(compare.figures(), "compare.json").value("cpu_us_per_token"))
        .isBetween(10.0, 14.0);
    assertThatThrownBy(() -> FIGURES.with(Map.of("colour", 1.0), "x.json"))
        .hasMessageStartingWith("x.json: none of its figures");
  }

  private static Sizing sizing(double sessions, double perHour) {
    return new Sizing(Demand.ofRate(sessions, perHour, ANSWER), 200, POD, FIGURES);
  }
}
