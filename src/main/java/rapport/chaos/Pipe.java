package rapport.chaos;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** One direction of one line. On the line's event loop only. */
final class Pipe {
  private static final int MOST_WAITING = 1 << 18;

  private final Vertx vertx;
  private final NetSocket from;
  private final NetSocket to;
  private final Supplier<Disturbance> now;
  private final long cutAt;
  private final Runnable onCut;
  private final ArrayDeque<Parcel> waiting = new ArrayDeque<>();
  private int waitingBytes;
  private long taken;
  private boolean pumping;
  private boolean ended;
  private boolean dead;

  /** Bytes on their way, and when they are due, by {@link System#nanoTime}. */
  private record Parcel(Buffer bytes, long due) {}

  /**
   * @param cutAt bytes that pass before {@code onCut}
   */
  Pipe(
      Vertx vertx,
      NetSocket from,
      NetSocket to,
      Supplier<Disturbance> now,
      long cutAt,
      Runnable onCut) {
    this.vertx = vertx;
    this.from = from;
    this.to = to;
    this.now = now;
    this.cutAt = cutAt;
    this.onCut = onCut;
  }

  void take(Buffer bytes) {
    Disturbance disturbance = now.get();
    if (dead || disturbance.swallowed() || taken == cutAt) {
      return;
    }
    int length = (int) Math.min(bytes.length(), cutAt - taken);
    taken += length;
    int slice = disturbance.slice() == 0 ? length : disturbance.slice();
    long due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(disturbance.delayMillis());
    for (int at = 0; at < length; at += slice) {
      waiting.add(new Parcel(bytes.slice(at, Math.min(length, at + slice)), due));
    }
    waitingBytes += length;
    if (waitingBytes > MOST_WAITING) {
      from.pause();
    }
    if (!pumping) {
      pump();
    }
  }

  /** Sends what is due, each slice in a turn of the event loop of its own. */
  private void pump() {
    Parcel next = waiting.peek();
    pumping = next != null && !dead;
    if (next == null || dead) {
      drained();
      return;
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(next.due - System.nanoTime());
    if (millis > 0) {
      vertx.setTimer(millis, due -> pump());
      return;
    }
    waiting.remove();
    waitingBytes -= next.bytes.length();
    to.write(next.bytes);
    if (waiting.isEmpty()) {
      pumping = false;
      drained();
    } else {
      vertx.runOnContext(then -> pump());
    }
  }

  private void drained() {
    if (dead) {
      return;
    }
    if (taken == cutAt) {
      onCut.run();
    } else if (ended) {
      to.close();
    } else if (!now.get().still()) {
      from.resume();
    }
  }

  /** Nothing more comes; what is on its way still arrives. */
  void end() {
    ended = true;
    if (waiting.isEmpty() && !now.get().still()) {
      drained();
    }
  }

  void kill() {
    dead = true;
    waiting.clear();
  }

  /** The disturbance is another one now. */
  void look() {
    if (now.get().still()) {
      from.pause();
    } else if (waitingBytes <= MOST_WAITING) {
      from.resume();
      if (ended && waiting.isEmpty()) {
        drained();
      }
    }
  }
}
