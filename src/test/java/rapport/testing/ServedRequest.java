package rapport.testing;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** One request as the model server saw it. Read from any thread; times are {@code nanoTime}s. */
public final class ServedRequest {
  private final long arrived = System.nanoTime();
  private final MultiMap headers;
  private final Future<Long> closed;
  private final Promise<Void> finished = Promise.promise();
  private final AtomicInteger tokens = new AtomicInteger();
  private final Queue<Long> writes = new ConcurrentLinkedQueue<>();
  private volatile Buffer body = Buffer.buffer();

  ServedRequest(MultiMap headers, Future<Long> closed) {
    this.headers = MultiMap.caseInsensitiveMultiMap().addAll(headers);
    this.closed = closed;
  }

  /** When its head was read. */
  public long arrived() {
    return arrived;
  }

  public MultiMap headers() {
    return headers;
  }

  public JsonObject body() {
    return body.toJsonObject();
  }

  /** Tokens given to the connection so far. */
  public int tokens() {
    return tokens.get();
  }

  /** When each piece with tokens was given to the connection. */
  public List<Long> writes() {
    return List.copyOf(writes);
  }

  /** When the connection was closed, by whichever side. */
  public Future<Long> closed() {
    return closed;
  }

  /** When the response has ended of itself. */
  public Future<Void> finished() {
    return finished.future();
  }

  void received(Buffer whole) {
    body = whole;
  }

  void wrote(int count) {
    if (count > 0) {
      tokens.addAndGet(count);
      writes.add(System.nanoTime());
    }
  }

  void ended() {
    finished.tryComplete();
  }
}
