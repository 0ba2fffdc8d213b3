package rapport.llm;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import rapport.chat.Finish;
import rapport.chat.Usage;
import rapport.fault.Fault;
import rapport.llm.Failure.Remedy;

/** A streamed completion, read as its bytes arrive. */
final class Completion implements Reply, SseParser.Sink {
  private static final byte[] DONE = {'[', 'D', 'O', 'N', 'E', ']'};

  /** Far more than a token ever is, so only a server that ignores its limit gets there. */
  private static final long UNITS_PER_TOKEN = 32;

  private final SseParser parser = new SseParser(this);
  private final ChunkMould mould = new ChunkMould();
  private final TextPieces text;
  private final @Nullable Consumer<String> calls;
  private final long maxLength;
  private long length;
  private @Nullable Finish finish;
  private Usage usage = Usage.NONE;
  private boolean done;
  private boolean called;

  /**
   * @param text where the words go
   * @param calls where calls of tools go; null: none were offered, and none are heard
   * @param maxTokens what the server was told not to exceed
   */
  Completion(TextPieces text, @Nullable Consumer<String> calls, int maxTokens) {
    this.text = text;
    this.calls = calls;
    this.maxLength = maxTokens * UNITS_PER_TOKEN;
  }

  @Override
  public boolean read(Buffer chunk) throws IOException {
    parser.feed(chunk);
    return done;
  }

  @Override
  public void event(String type, byte[] bytes, int offset, int count) throws IOException {
    if (done || count == 0) {
      return;
    }
    if (isDone(bytes, offset, count)) {
      done = true;
      return;
    }
    String words = type.equals("error") ? null : mould.words(bytes, offset, count);
    if (words != null) {
      take(words);
      return;
    }
    ChatChunk chunk = chunk(bytes, offset, count);
    if (chunk.error() != null || type.equals("error")) {
      throw Complaint.inStream(String.valueOf(chunk.error()));
    }
    take(chunk);
  }

  /**
   * Some servers cut characters in two: what is no UTF-8 is replaced, as streams of events are
   * read.
   */
  private ChatChunk chunk(byte[] bytes, int offset, int count) throws IOException {
    try {
      ChatChunk chunk = ChatChunk.read(bytes, offset, count);
      mould.learn(chunk, bytes, offset, count);
      return chunk;
    } catch (IOException unreadable) {
      byte[] mended = new String(bytes, offset, count, UTF_8).getBytes(UTF_8);
      if (Arrays.equals(mended, 0, mended.length, bytes, offset, offset + count)) {
        throw unreadable;
      }
      return ChatChunk.read(mended, 0, mended.length);
    }
  }

  private static boolean isDone(byte[] bytes, int offset, int count) {
    return Arrays.equals(bytes, offset, offset + count, DONE, 0, DONE.length);
  }

  private void take(ChatChunk chunk) {
    if (chunk.content() != null) {
      take(chunk.content());
    }
    if (chunk.calls() != null && calls != null) {
      calls.accept(chunk.calls());
      called = true;
      length += chunk.calls().length();
    }
    if (chunk.finish() != null) {
      finish = chunk.finish();
    }
    if (chunk.usage() != null) {
      usage = chunk.usage();
    }
    endIfEndless();
  }

  private void take(String words) {
    text.add(words);
    length += words.length();
    endIfEndless();
  }

  private void endIfEndless() {
    if (isEndless()) {
      finish = Finish.LENGTH;
      done = true;
    }
  }

  @Override
  public boolean isEndless() {
    return length > maxLength;
  }

  @Override
  public boolean conclusive() {
    return done || finish != null;
  }

  /** Some servers do not say that they want calls, some say it without any. */
  private Finish reason() {
    if (finish == Finish.LENGTH) {
      return Finish.LENGTH;
    }
    return called ? Finish.TOOL_CALLS : Finish.STOP;
  }

  @Override
  public void conclude(Exchange.Listener listener) {
    text.end();
    if (conclusive()) {
      listener.finished(new Delta.Finished(reason(), usage));
    } else {
      listener.failed(
          Failure.of(Remedy.AGAIN, Fault.UPSTREAM_FAILED, "the model's answer ended early"));
    }
  }
}
