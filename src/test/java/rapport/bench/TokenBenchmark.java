package rapport.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import rapport.llm.TokenStream;
import rapport.socket.Frames;

/**
 * The way of a token through the gateway without sockets: events found in the model's bytes, the
 * chunk's words, the answer so far, the frame's bytes. What is not in it: reading and writing
 * sockets, the hop to the socket's event loop, the WebSocket header. Times are per token.
 *
 * <p>{@code ./rapport bench Micro Token}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
public class TokenBenchmark {
  private static final int TOKENS = 1_000;
  private static final String CHUNK =
      """
      data: {"id":"chatcmpl-9f2c","object":"chat.completion.chunk","created":1764000000,\
      "model":"scripted","system_fingerprint":"fp_44709d6fcb","choices":[{"index":0,\
      "delta":{"content":" %s"},"logprobs":null,"finish_reason":null}]}

      """;

  /** Tokens that one read of the model's socket brings. */
  @Param({"1", "8"})
  public int perRead;

  private final Frames frames = new Frames();
  private Buffer[] reads;
  private TokenStream stream;

  @Setup
  public void write() {
    reads = new Buffer[TOKENS / perRead];
    for (int read = 0; read < reads.length; read++) {
      StringBuilder bytes = new StringBuilder();
      for (int i = 0; i < perRead; i++) {
        bytes.append(CHUNK.formatted("word" + (read * perRead + i)));
      }
      reads[read] = Buffer.buffer(bytes.toString());
    }
  }

  @Setup(Level.Invocation)
  public void begin() {
    stream = new TokenStream();
  }

  @Benchmark
  @OperationsPerInvocation(TOKENS)
  public int sseParser() throws IOException {
    int data = 0;
    for (Buffer read : reads) {
      data = stream.parse(read);
    }
    return data;
  }

  @Benchmark
  @OperationsPerInvocation(TOKENS)
  public int tokenPath() throws IOException {
    StringBuilder answer = new StringBuilder();
    int written = 0;
    for (Buffer read : reads) {
      String words = stream.read(read);
      int from = answer.length();
      answer.append(words);
      ByteBuf frame = frames.token(from, words, PooledByteBufAllocator.DEFAULT);
      written += frame.readableBytes();
      frame.release();
    }
    return written;
  }
}
