package rapport.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** The gateway's own metrics, by Micrometer. */
public final class Telemetry {
  private final MeterRegistry registry;
  private final Map<Stage, Timer> stages = new EnumMap<>(Stage.class);

  public Telemetry(MeterRegistry registry) {
    this.registry = registry;
    for (Stage stage : Stage.values()) {
      stages.put(stage, timer(stage));
    }
  }

  /** Measures nothing that anybody asks for. */
  public static Telemetry none() {
    return new Telemetry(new SimpleMeterRegistry());
  }

  private Timer timer(Stage stage) {
    return Timer.builder("rapport.stage")
        .description("Time of the stages of a turn")
        .tag("stage", stage.label())
        .publishPercentiles(0.5, 0.9, 0.99)
        .percentilePrecision(2)
        .distributionStatisticExpiry(Duration.ofMinutes(1))
        .register(registry);
  }

  /** One passage of a stage. */
  public void took(Stage stage, long nanos) {
    Timer timer = stages.get(stage);
    if (timer != null) {
      timer.record(Duration.ofNanos(nanos));
    }
  }

  /** Counts one of a bounded set of happenings. */
  public void count(String name, String tag, String value) {
    Counter.builder("rapport." + name).tag(tag, value).register(registry).increment();
  }

  /** A number that is read when asked for. {@code value} is held strongly. */
  public void gauge(String name, String description, Supplier<Number> value) {
    io.micrometer.core.instrument.Gauge.builder("rapport." + name, value)
        .description(description)
        .strongReference(true)
        .register(registry);
  }
}
