package rapport.llm;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * At most so many streams at once, and so many waiting for their turn, over all event loops. The
 * HTTP client's own pool cannot be this: it hands a connection of one event loop to a caller on
 * another, at the price of a thread switch for every token, and a caller that gave up keeps its
 * place in its queue.
 */
final class StreamSlots {
  private final AtomicInteger free;
  private final AtomicInteger waiting = new AtomicInteger();
  private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();
  private final int maxWaiting;

  StreamSlots(int streams, int maxWaiting) {
    this.free = new AtomicInteger(streams);
    this.maxWaiting = maxWaiting;
  }

  /** Takes a slot unless all are taken or others wait for one. */
  boolean tryAcquire() {
    return queue.isEmpty() && take();
  }

  /**
   * Waits for a slot. {@code turn} is run, on any thread, with a slot taken.
   *
   * @return false when too many wait
   */
  boolean enqueue(Runnable turn) {
    if (waiting.incrementAndGet() > maxWaiting) {
      waiting.decrementAndGet();
      return false;
    }
    queue.add(turn);
    handOut();
    return true;
  }

  /** Gives up waiting; does nothing when the turn has come. */
  void leave(Runnable turn) {
    if (queue.remove(turn)) {
      waiting.decrementAndGet();
    }
  }

  /** Gives a slot back. */
  void release() {
    free.incrementAndGet();
    handOut();
  }

  /** Whether all are taken and as many wait as may. */
  boolean isFull() {
    return free.get() == 0 && waiting.get() >= maxWaiting;
  }

  int free() {
    return free.get();
  }

  private boolean take() {
    return free.getAndUpdate(n -> n > 0 ? n - 1 : 0) > 0;
  }

  /** Looks at the queue again after putting a slot back, so that no turn is missed in between. */
  private void handOut() {
    while (!queue.isEmpty() && take()) {
      Runnable turn = queue.poll();
      if (turn == null) {
        free.incrementAndGet();
      } else {
        waiting.decrementAndGet();
        turn.run();
      }
    }
  }
}
