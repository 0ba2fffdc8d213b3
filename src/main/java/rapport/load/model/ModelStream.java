package rapport.load.model;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import rapport.load.model.ScriptFault.Kind;

/** One answer on its way. Confined to its channel's event loop. */
@SuppressWarnings(
    "FutureReturnValueIgnored") // a write that fails closes its channel, which is heard
final class ModelStream {
  private static final int MOST_AT_ONCE = 256;

  final Channel channel;
  final long id;
  final int count;
  final long arrivedMicros;
  final boolean withUsage;

  /** When the next piece is due, by {@link System#nanoTime}. */
  long due;

  /** The next one in the wheel's slot. */
  @Nullable ModelStream next;

  private final List<ScriptFault> faults;
  private final SplittableRandom chance;
  private final double gapNanos;
  private final double jitter;
  private boolean opened;
  private boolean stalled;
  private boolean ended;
  private int index;

  ModelStream(
      Channel channel, long id, Script script, List<ScriptFault> faults, boolean withUsage) {
    this.channel = channel;
    this.id = id;
    this.count = script.tokens();
    this.faults = faults;
    this.withUsage = withUsage;
    this.chance = new SplittableRandom(script.seed() * 31 + id);
    this.gapNanos = script.pace() == 0 ? 0 : 1e9 / script.pace();
    this.jitter = script.jitter();
    long now = System.nanoTime();
    this.arrivedMicros = now / 1_000;
    this.due = now + astray(script.firstTokenMillis() * 1e6);
  }

  boolean ended() {
    return ended;
  }

  /** Ends it; nothing more is written. */
  void end() {
    ended = true;
  }

  /**
   * Writes all that is due, with one flush.
   *
   * @return pieces written
   */
  int write(long now, ModelWire wire, ModelCounts counts) {
    if (stallsBefore(now)) {
      return 0;
    }
    int pieces = gapNanos == 0 ? count : Math.min(MOST_AT_ONCE, count - index);
    ByteBuf bytes =
        channel.alloc().directBuffer(gapNanos == 0 ? (count + 4) * ModelWire.LONGEST_PIECE : 512);
    if (!opened) {
      opened = true;
      wire.opening(bytes);
    }
    int written = 0;
    boolean cut = false;
    while (pieces-- > 0 && index < count && due <= now && !cut && !stallsBefore(now)) {
      cut = isAt(Kind.CUT, index);
      if (!cut) {
        counts.late(now - due);
        written += piece(bytes, wire);
        due += astray(gapNanos);
        index++;
      }
    }
    if (index == count) {
      wire.end(bytes, this);
      ended = true;
    }
    channel.writeAndFlush(bytes, channel.voidPromise());
    if (cut) {
      ended = true;
      channel.close();
    }
    counts.wrote(written);
    return written;
  }

  private int piece(ByteBuf to, ModelWire wire) {
    if (faults.isEmpty()) {
      wire.piece(to, this, index, false);
      return 1;
    }
    if (isAt(Kind.LOSE, index)) {
      return 0;
    }
    wire.piece(to, this, swapped(), isAt(Kind.DAMAGE, index));
    if (isAt(Kind.DOUBLE, index)) {
      wire.piece(to, this, index, false);
      return 2;
    }
    return 1;
  }

  private int swapped() {
    if (isAt(Kind.SWAP, index) && index + 1 < count) {
      return index + 1;
    }
    return index > 0 && isAt(Kind.SWAP, index - 1) ? index - 1 : index;
  }

  private boolean stallsBefore(long now) {
    if (stalled || faults.isEmpty()) {
      return false;
    }
    for (ScriptFault fault : faults) {
      if (fault.kind() == Kind.STALL && fault.piece() == index) {
        stalled = true;
        due = now + fault.millis() * 1_000_000L;
        return true;
      }
    }
    return false;
  }

  private boolean isAt(Kind kind, int piece) {
    for (int i = 0; i < faults.size(); i++) {
      ScriptFault fault = faults.get(i);
      if (fault.kind() == kind && fault.piece() == piece) {
        return true;
      }
    }
    return false;
  }

  private long astray(double nanos) {
    return (long) (jitter == 0 ? nanos : nanos * (1 + jitter * (2 * chance.nextDouble() - 1)));
  }
}
