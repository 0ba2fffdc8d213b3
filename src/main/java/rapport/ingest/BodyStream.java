package rapport.ingest;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * A stream of buffers as bytes to block for. Asks for a few buffers and for one more whenever one
 * is used up, so that no more than {@link #AHEAD} wait here; the event loop only ever adds to the
 * queue.
 */
final class BodyStream extends InputStream {
  static final int AHEAD = 8;

  private final ReadStream<Buffer> body;
  private final @Nullable Context context;
  // Holds what was asked for and one end: bounded by AHEAD + 1.
  private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
  private byte[] bytes = {};
  private int position;
  private @Nullable Piece last;
  private volatile boolean closed;

  BodyStream(ReadStream<Buffer> body) {
    this.body = body;
    this.context = Vertx.currentContext();
    body.pause();
    body.exceptionHandler(failure -> pieces.add(new Piece.Broken(failure)));
    body.endHandler(end -> pieces.add(new Piece.End()));
    body.handler(this::arrived);
    body.fetch(AHEAD);
  }

  private void arrived(Buffer buffer) {
    if (!closed) {
      pieces.add(new Piece.Bytes(buffer.getBytes()));
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    while (length > 0 && position == bytes.length) {
      if (!nextPiece()) {
        return -1;
      }
    }
    int count = Math.min(length, bytes.length - position);
    System.arraycopy(bytes, position, into, offset, count);
    position += count;
    return count;
  }

  /** Lets the rest of the body go by unread, so that the request can still be answered. */
  @Override
  public void close() {
    closed = true;
    pieces.clear();
    ask(Long.MAX_VALUE);
  }

  private boolean nextPiece() throws IOException {
    Piece piece = last != null ? last : take();
    return switch (piece) {
      case Piece.Bytes(byte[] next) -> {
        bytes = next;
        position = 0;
        ask(1);
        yield true;
      }
      case Piece.End end -> {
        last = end;
        yield false;
      }
      case Piece.Broken broken -> {
        last = broken;
        throw new IOException("the body broke off: " + broken.failure().getMessage());
      }
    };
  }

  private Piece take() throws IOException {
    try {
      return pieces.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for the body");
    }
  }

  private void ask(long count) {
    if (context == null) {
      body.fetch(count);
    } else {
      context.runOnContext(go -> body.fetch(count));
    }
  }

  /** What the event loop hands over. */
  private sealed interface Piece {
    @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
    record Bytes(byte[] bytes) implements Piece {}

    record End() implements Piece {}

    record Broken(Throwable failure) implements Piece {}
  }
}
