package rapport.socket;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import rapport.journal.Journal.Accepted;
import rapport.session.Heard;

/*
 *   STAYING --leave, nothing awaited--> TOLD --its time comes--> closed with 1012
 *      '----leave--> FINISHING --last ack or end heard---^
 */

/**
 * How one client leaves a process that is about to go: told to reconnect once it waits for no ack
 * and no end of an answer, and closed when it has not gone by then. Told what passes, in its order.
 * On its socket's event loop only.
 */
final class Farewell {
  /** Clients whose answers end together do not come back together. */
  private static final long LEAST_SPREAD_MILLIS = 250;

  /** Clients that do what they are told are gone by then. */
  private static final long OVERDUE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private enum State {
    STAYING,
    FINISHING,
    TOLD
  }

  private final Awaited awaited = new Awaited();
  private State state = State.STAYING;
  private long leaveAt;

  void asked() {
    awaited.asked();
  }

  void acknowledged(Accepted accepted, ChatSocket socket) {
    awaited.acknowledged(accepted);
    goOn(socket);
  }

  /** A question that was refused here is for another process: its client may go at once. */
  void refused(ChatSocket socket) {
    awaited.refused();
    if (state == State.TOLD && awaited.isNothing()) {
      tell(0, socket);
    }
    goOn(socket);
  }

  void passed(Heard heard, ChatSocket socket) {
    awaited.passed(heard);
    goOn(socket);
  }

  /** Leaves in so many milliseconds, or when all is said, whichever is later. */
  void leave(long afterMillis, ChatSocket socket) {
    if (state == State.STAYING) {
      state = State.FINISHING;
      leaveAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(afterMillis);
      goOn(socket);
    }
  }

  private void goOn(ChatSocket socket) {
    if (state == State.FINISHING && awaited.isNothing()) {
      long left = TimeUnit.NANOSECONDS.toMillis(leaveAt - System.nanoTime());
      boolean late = left < 0;
      tell(late ? ThreadLocalRandom.current().nextLong(LEAST_SPREAD_MILLIS) : left, socket);
    }
  }

  private void tell(long afterMillis, ChatSocket socket) {
    state = State.TOLD;
    leaveAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(afterMillis);
    socket.write(new ServerFrame.Reconnect(afterMillis));
    socket.flush();
  }

  /** Leaves now; a client that was not told before comes back in so many milliseconds. */
  void dismiss(long afterMillis, ChatSocket socket) {
    if (state != State.TOLD) {
      tell(afterMillis, socket);
    }
    socket.close(CloseCode.RESTARTING);
  }

  /** Whether the client should have gone of itself by now. */
  boolean isOverdue(long now) {
    return state == State.TOLD && now - leaveAt > OVERDUE_NANOS;
  }
}
