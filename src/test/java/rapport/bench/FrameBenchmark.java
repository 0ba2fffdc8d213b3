package rapport.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import rapport.chat.Entry;
import rapport.chat.Finish;
import rapport.chat.Timing;
import rapport.chat.TurnId;
import rapport.chat.Usage;
import rapport.socket.Frames;

/**
 * The frames of the chat protocol: text to a question, a piece of an answer and its end to bytes.
 *
 * <p>{@code ./rapport bench Micro Frame}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
public class FrameBenchmark {
  private static final String ASK =
      "{\"type\":\"ask\",\"id\":\"q17\",\"text\":\"a tent for two under 200 dollars\"}";

  private final Frames frames = new Frames();
  private final Entry end =
      new Entry.Answered(
          new TurnId("018f3a2b-7c4d-7e5f-8a9b-0c1d2e3f4a5b"),
          Finish.STOP,
          "Yes: this one has room for two and stays under 200 dollars. ".repeat(12),
          new Usage(900, 180),
          new Timing(2, 4, 0.3, 320, 4800),
          List.of("Is it waterproof?"));
  private int from;

  @Benchmark
  public Object readAsk() {
    return frames.read(ASK);
  }

  @Benchmark
  public int writeToken() {
    from = (from + 6) & 0xFFF;
    return released(frames.token(from, " a \"two\"", PooledByteBufAllocator.DEFAULT));
  }

  @Benchmark
  public int writeDone() {
    return released(frames.recorded(end, PooledByteBufAllocator.DEFAULT));
  }

  private static int released(ByteBuf frame) {
    int length = frame.readableBytes();
    frame.release();
    return length;
  }
}
