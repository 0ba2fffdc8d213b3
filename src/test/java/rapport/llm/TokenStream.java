package rapport.llm;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;

/** The steps of an answer on its way in, for benchmarks, which live elsewhere. */
public final class TokenStream {
  private int events;
  private final SseParser parser = new SseParser((type, bytes, offset, length) -> events += length);
  private final TextPieces text = new TextPieces();
  private final Completion completion = new Completion(text, null, 1 << 24);

  /** Finds the events in bytes; returns how much data there was so far. */
  public int parse(Buffer bytes) throws IOException {
    parser.feed(bytes);
    return events;
  }

  /** From bytes to the words that have come. */
  public String read(Buffer bytes) throws IOException {
    completion.read(bytes);
    return text.take();
  }
}
