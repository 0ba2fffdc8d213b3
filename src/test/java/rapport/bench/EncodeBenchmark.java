package rapport.bench;

import java.util.Collections;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import rapport.encode.EncodeSteps;

/**
 * The encoder beside its floor: the bare ONNX Runtime with the same file, options and tokens. One
 * thread, a question of 14 tokens.
 *
 * <p>{@code ./rapport bench Micro Encode}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
public class EncodeBenchmark {
  private static final String QUESTION =
      "do you have a waterproof bluetooth speaker for the garden?";

  /** Texts that go through the model together. */
  @Param({"1", "8"})
  public int batch;

  private EncodeSteps steps;
  private List<String> texts;
  private Object tokens;

  @Setup
  public void load() throws Exception {
    steps = new EncodeSteps();
    texts = Collections.nCopies(batch, QUESTION);
    tokens = steps.tokens(texts);
  }

  @TearDown
  public void close() throws Exception {
    steps.close();
  }

  @Benchmark
  public float floor_bareOnnxRuntime() throws Exception {
    return steps.bare(tokens);
  }

  @Benchmark
  public Object gateway_tokensToVectors() {
    return steps.gateway(tokens);
  }

  @Benchmark
  public Object gateway_textToVectors() {
    return steps.gatewayFromText(texts);
  }

  @Benchmark
  public Object tokenizer() {
    return steps.tokens(texts);
  }
}
