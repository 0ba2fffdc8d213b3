package rapport.load.model;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * All streams of one event loop by when they are due: a wheel with a slot for each millisecond and
 * one tick for all, which stops while there is nothing to send.
 */
final class Wheel implements Runnable {
  private static final int SLOTS = 1 << 12;
  private static final long TICK_NANOS = 1_000_000;

  private final EventLoop loop;
  private final ModelCounts counts;
  private final ModelWire wire = new ModelWire();
  private final @Nullable ModelStream[] slots = new ModelStream[SLOTS];
  private int waiting;
  private long last;
  private @Nullable ScheduledFuture<?> ticking;

  Wheel(EventLoop loop, ModelCounts counts) {
    this.loop = loop;
    this.counts = counts;
  }

  /** Has a stream written when it is due. */
  void add(ModelStream stream) {
    if (ticking == null) {
      last = System.nanoTime() / TICK_NANOS;
      ticking = loop.scheduleAtFixedRate(this, TICK_NANOS, TICK_NANOS, TimeUnit.NANOSECONDS);
    }
    place(stream);
  }

  /** The slot of the first tick after it is due; one that is further off goes round. */
  private void place(ModelStream stream) {
    long tick = Math.clamp(stream.due / TICK_NANOS + 1, last + 1, last + SLOTS - 1);
    int slot = (int) (tick & (SLOTS - 1));
    stream.next = slots[slot];
    slots[slot] = stream;
    waiting++;
  }

  @Override
  public void run() {
    long now = System.nanoTime();
    long tick = now / TICK_NANOS;
    if (tick - last >= SLOTS) {
      last = tick - SLOTS + 1;
    }
    while (last < tick) {
      turn((int) (++last & (SLOTS - 1)), now);
    }
    if (waiting == 0 && ticking != null) {
      ticking.cancel(false);
      ticking = null;
    }
  }

  private void turn(int slot, long now) {
    ModelStream stream = slots[slot];
    slots[slot] = null;
    while (stream != null) {
      ModelStream following = stream.next;
      stream.next = null;
      waiting--;
      serve(stream, now);
      stream = following;
    }
  }

  private void serve(ModelStream stream, long now) {
    if (!stream.ended() && stream.due <= now) {
      if (stream.channel.isWritable()) {
        stream.write(now, wire, counts);
      } else {
        stream.due = now + TICK_NANOS; // whoever reads slowly is waited for
      }
    }
    if (stream.ended()) {
      counts.ended();
    } else {
      place(stream);
    }
  }
}
