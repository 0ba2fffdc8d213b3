package rapport.testing;

import java.lang.Thread.State;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * How much processor time event loops have had. A thread that wants to run on a busy machine and
 * may not has blocked nobody: only what it does with the time it gets can tell.
 */
final class EventLoopTimes {
  private static final Duration PACE = Duration.ofMillis(20);
  private static final Duration KEPT = Duration.ofSeconds(10);
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Where threads wait for the outside without Java knowing that they wait. */
  private static final List<String> OUTSIDE = List.of("java.io.", "java.net.", "sun.nio.");

  private final Map<Thread, ArrayDeque<Sample>> samples = new WeakHashMap<>();

  private record Sample(long at, long processor) {}

  static EventLoopTimes watching() {
    EventLoopTimes times = new EventLoopTimes();
    Thread.ofPlatform().daemon().name("event-loop-times").start(times::watch);
    return times;
  }

  private void watch() {
    while (true) {
      sample();
      LockSupport.parkNanos(PACE.toNanos());
    }
  }

  private synchronized void sample() {
    long now = System.nanoTime();
    threads()
        .filter(thread -> thread.getName().contains(BlockedEventLoops.EVENT_LOOP))
        .forEach(thread -> {
          ArrayDeque<Sample> own = samples.computeIfAbsent(thread, first -> new ArrayDeque<>());
          own.addLast(new Sample(now, THREADS.getThreadCpuTime(thread.threadId())));
          while (now - own.getFirst().at > KEPT.toNanos()) {
            own.removeFirst();
          }
        });
  }

  /** Whether one of the threads of this name waits, or has worked for most of {@code time}. */
  synchronized boolean waitsOrWorks(String name, Duration time) {
    return threads()
        .filter(thread -> thread.getName().equals(name))
        .anyMatch(thread -> waits(thread) || worked(thread, time) > time.toNanos() * 3 / 4);
  }

  private static boolean waits(Thread thread) {
    StackTraceElement[] stack = thread.getStackTrace();
    if (stack.length == 0 || isIdle(stack)) {
      return false;
    }
    State state = thread.getState();
    boolean outside =
        stack[0].isNativeMethod() && OUTSIDE.stream().anyMatch(stack[0].getClassName()::startsWith);
    return outside || (state != State.RUNNABLE && state != State.TERMINATED);
  }

  private static boolean isIdle(StackTraceElement[] stack) {
    return Stream.of(stack)
        .limit(3)
        .anyMatch(frame -> frame.getMethodName().matches("epollWait.*|select|poll|ioUring.*"));
  }

  private long worked(Thread thread, Duration time) {
    long since = System.nanoTime() - time.toNanos();
    long before = 0;
    Iterator<Sample> newestFirst =
        samples.getOrDefault(thread, new ArrayDeque<>()).descendingIterator();
    while (newestFirst.hasNext()) {
      Sample sample = newestFirst.next();
      before = sample.processor;
      if (sample.at <= since) {
        break;
      }
    }
    return before == 0 ? 0 : THREADS.getThreadCpuTime(thread.threadId()) - before;
  }

  private static Stream<Thread> threads() {
    ThreadGroup top = Thread.currentThread().getThreadGroup();
    while (top.getParent() != null) {
      top = top.getParent();
    }
    Thread[] all = new Thread[2 * top.activeCount() + 64];
    return Stream.of(all).limit(top.enumerate(all));
  }
}
