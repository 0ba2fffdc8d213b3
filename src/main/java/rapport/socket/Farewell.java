package rapport.socket;

import java.util.concurrent.TimeUnit;
import rapport.journal.Journal.Accepted;
import rapport.session.Heard;

/**
 * How one client leaves a process that is about to go: told to reconnect once it waits for no ack
 * and no end of an answer, and closed when it has not gone by then. Told what passes, in its order.
 * On its socket's event loop only.
 */
final class Farewell {
  /** Clients that do what they are told are gone by then. */
  private static final long OVERDUE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Awaited awaited = new Awaited();
  private boolean told;
  private long leaveAt;

  void asked() {
    awaited.asked();
  }

  void acknowledged(Accepted accepted) {
    awaited.acknowledged(accepted);
  }

  /** A question that was refused here is for another process: its client may go at once. */
  void refused(ChatSocket socket) {
    awaited.refused();
    if (socket.isLastCall() && awaited.isNothing()) {
      tell(0, socket);
    }
  }

  void passed(Heard heard) {
    awaited.passed(heard);
  }

  /** Leaves in so many milliseconds, unless something is awaited. */
  void leave(long afterMillis, ChatSocket socket) {
    if (!told && awaited.isNothing()) {
      tell(afterMillis, socket);
    }
  }

  boolean isTold() {
    return told;
  }

  private void tell(long afterMillis, ChatSocket socket) {
    long then = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(afterMillis);
    leaveAt = told ? Math.min(leaveAt, then) : then;
    told = true;
    socket.write(new ServerFrame.Reconnect(afterMillis));
    socket.flush();
  }

  /** Leaves now; a client that was not told before comes back in so many milliseconds. */
  void dismiss(long afterMillis, ChatSocket socket) {
    if (!told) {
      tell(afterMillis, socket);
    }
    socket.close(CloseCode.RESTARTING);
  }

  /** Whether the client should have gone of itself by now. */
  boolean isOverdue(long now) {
    return told && now - leaveAt > OVERDUE_NANOS;
  }
}
