package rapport.load.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import rapport.load.report.Histogram.Interval;
import rapport.testing.LoadSamples;

class HistogramTest {
  private final Histogram times =
      Histogram.of(
          Fields.of(
              LoadSamples.result(3, 1)
                  .getJsonObject("latency")
                  .getJsonObject("first_token_added")));

  @Test
  void interval_holdsItsPercentile_andNarrowsWithSamples() {
    Interval many = times.interval(99);
    assertThat(many.low()).isLessThanOrEqualTo(times.p99());
    assertThat(many.high()).isGreaterThanOrEqualTo(times.p99());
    Interval few = withCount(100).interval(99);
    assertThat(few.high() - few.low()).isGreaterThan(many.high() - many.low());
  }

  @Test
  void percentiles_growWithTheirShare() {
    double before = 0;
    for (double share = 0; share <= 100; share += 0.5) {
      double millis = times.interval(share).high();
      assertThat(millis).isGreaterThanOrEqualTo(before);
      before = millis;
    }
  }

  @Test
  void withoutCurve_whatIsKnownIsDrawn() {
    Histogram bare =
        Histogram.of(
            Fields.of(
                new JsonObject("{'count':9,'p50':1,'p90':2,'p99':3,'max':4}".replace('\'', '"'))));
    assertThat(bare.points()).hasSize(4);
    assertThat(bare.p999()).isNaN();
    assertThat(bare.at(99.9)).isNaN();
  }

  private Histogram withCount(long count) {
    return new Histogram(
        count,
        times.mean(),
        times.p50(),
        times.p90(),
        times.p99(),
        times.p999(),
        times.max(),
        times.curve());
  }
}
