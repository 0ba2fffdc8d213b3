package rapport.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * The inner loops by themselves, with what they allocate: {@link EncodeBenchmark}, {@link
 * SearchBenchmark}, {@link FrameBenchmark}, {@link TokenBenchmark}.
 *
 * <p>Run them with {@code ./rapport bench Micro [PATTERN]}; the pattern is a regular expression on
 * names. {@code -Dmicro.seconds=1} makes each iteration shorter (2 unless said), {@code
 * -Dmicro.iterations=3} their number smaller (5).
 */
public final class Micro {
  private Micro() {}

  public static void main(String[] arguments) {
    Bench.run(() -> run(arguments.length == 0 ? "" : arguments[0]));
  }

  private static void run(String pattern) throws Exception {
    int iterations = Integer.getInteger("micro.iterations", 5);
    TimeValue each = TimeValue.seconds(Integer.getInteger("micro.seconds", 2));
    Options options =
        new OptionsBuilder()
            .include("rapport\\.bench\\..*" + pattern)
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .forks(1)
            .threads(1)
            .warmupIterations(iterations)
            .warmupTime(each)
            .measurementIterations(iterations)
            .measurementTime(each)
            .timeout(TimeValue.minutes(2))
            .timeUnit(TimeUnit.MICROSECONDS)
            .resultFormat(ResultFormatType.JSON)
            .result("target/micro.json")
            .build();
    new Runner(options).run();
  }
}
