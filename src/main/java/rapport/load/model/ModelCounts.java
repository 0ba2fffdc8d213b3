package rapport.load.model;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What one event loop has done. Written by that loop alone and read by any thread, which may see a
 * little less than there is.
 */
final class ModelCounts {
  /** A piece this much later than it was due is late. */
  static final long LATE_NANOS = 10_000_000;

  private static final VarHandle PIECES = handle("pieces");
  private static final VarHandle WRITES = handle("writes");
  private static final VarHandle LATE = handle("late");
  private static final VarHandle BEGUN = handle("begun");
  private static final VarHandle RUNNING = handle("running");

  @SuppressWarnings("unused") // by its handle
  private long pieces;

  @SuppressWarnings("unused") // by its handle
  private long writes;

  @SuppressWarnings("unused") // by its handle
  private long late;

  @SuppressWarnings("unused") // by its handle
  private long begun;

  @SuppressWarnings("unused") // by its handle
  private long running;

  void wrote(int count) {
    add(PIECES, count);
    add(WRITES, 1);
  }

  void late(long nanos) {
    if (nanos > LATE_NANOS) {
      add(LATE, 1);
    }
  }

  void began() {
    add(BEGUN, 1);
    add(RUNNING, 1);
  }

  void ended() {
    add(RUNNING, -1);
  }

  ModelFigures read() {
    return new ModelFigures(get(BEGUN), get(RUNNING), get(PIECES), get(WRITES), get(LATE));
  }

  private void add(VarHandle handle, long more) {
    handle.setOpaque(this, (long) handle.get(this) + more);
  }

  private long get(VarHandle handle) {
    return (long) handle.getOpaque(this);
  }

  private static VarHandle handle(String field) {
    try {
      return MethodHandles.lookup().findVarHandle(ModelCounts.class, field, long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
