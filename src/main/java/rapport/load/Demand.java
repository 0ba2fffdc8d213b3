package rapport.load;

import java.util.ArrayDeque;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Puts the load on: asks what is due, keeps answers running, and gives up what takes too long.
 * Confined to the sessions' event loop.
 */
final class Demand implements Crowd.Listener {
  private static final long SWEEP_NANOS = 20_000_000;

  private final Crowd crowd;
  private final Figures figures;
  private final Scenario scenario;
  private final Questions questions;
  private final Arrivals arrivals;
  private final SplittableRandom chance;
  private final ArrayDeque<Running> running = new ArrayDeque<>();
  private long began;
  private long countedFrom;
  private long ends;
  private long nextDue;
  private long asked;
  private int busy;
  private int streams;
  private int wantedStreams;
  private @Nullable Stage stage;

  /** A question under way, in the order of being asked, which is that of their deadlines. */
  private record Running(Session session, Answer answer, long deadline) {}

  Demand(Crowd crowd, Scenario scenario, Questions questions) {
    this.crowd = crowd;
    this.figures = crowd.figures;
    this.scenario = scenario;
    this.questions = questions;
    this.arrivals = new Arrivals(scenario.stages(), scenario.seed());
    this.chance = new SplittableRandom(scenario.seed() + 1);
  }

  /** Begins, the warm-up first. */
  void begin() {
    began = System.nanoTime();
    countedFrom = began + scenario.warmup().toNanos();
    ends = countedFrom + scenario.length().toNanos();
    crowd.listen(this);
    long at = 0;
    for (Stage each : scenario.stages()) {
      crowd.later(at, () -> enter(each));
      at += each.length().toNanos();
    }
    crowd.later(at, () -> wantedStreams = 0);
    nextDue = arrivals.next();
    waitForNext();
    sweep();
  }

  /** Answers under way. */
  int busy() {
    return busy;
  }

  boolean isDrained() {
    return System.nanoTime() >= ends && busy == 0;
  }

  // --- open loop

  private void waitForNext() {
    if (nextDue != Arrivals.NEVER) {
      crowd.later(Math.max(0, began + nextDue - System.nanoTime()), this::askWhatIsDue);
    }
  }

  private void askWhatIsDue() {
    while (nextDue != Arrivals.NEVER && began + nextDue <= System.nanoTime()) {
      due(began + nextDue);
      nextDue = arrivals.next();
    }
    waitForNext();
  }

  private void due(long intended) {
    Session session = crowd.takeFree();
    figures.everDue++;
    if (intended >= countedFrom) {
      figures.due++;
    }
    if (session == null) {
      figures.unserved(intended >= countedFrom, false, limit());
    } else {
      ask(session, intended);
    }
  }

  private void ask(Session session, long intended) {
    long now = System.nanoTime();
    boolean counted = intended >= countedFrom && intended < ends;
    Answer answer =
        new Answer("q" + ++asked, questions.next(), intended, counted, !session.slow, session);
    busy++;
    figures.sent += counted ? 1 : 0;
    figures.sentLate(now - intended);
    running.add(new Running(session, answer, now + limit()));
    session.ask(answer);
  }

  // --- so many answers at once

  private void enter(Stage entered) {
    stage = entered;
    wantedStreams = entered.streams();
    if (wantedStreams > 0) {
      streams = Math.max(streams, busy); // what the stage before has left running counts
    }
    long spread = Math.min(scenario.model().millis() * 1_000_000, entered.length().toNanos() / 2);
    for (int i = streams; i < wantedStreams; i++) {
      streams++;
      crowd.later((long) (chance.nextDouble() * spread), () -> keepAsking(null));
    }
  }

  private void keepAsking(@Nullable Session last) {
    if (streams > wantedStreams) {
      streams--;
      if (last != null) {
        crowd.giveBack(last);
      }
      return;
    }
    Session session = last != null && last.idle() ? last : crowd.takeFree();
    if (session == null) {
      crowd.later(100_000_000, () -> keepAsking(null));
      return;
    }
    long now = System.nanoTime();
    figures.everDue++;
    figures.due += now >= countedFrom && now < ends ? 1 : 0;
    ask(session, now);
  }

  private long think() {
    double mean = stage == null ? 0 : stage.think().toNanos();
    return (long) (mean * (0.5 + chance.nextDouble()));
  }

  // --- ends

  @Override
  public void ended(Session session, Answer answer) {
    if (!answer.overdue) {
      busy--;
    }
    if (streams > 0) {
      crowd.later(Math.max(answer.retryAfter.toNanos(), think()), () -> keepAsking(session));
    } else {
      crowd.giveBack(session);
    }
  }

  /** What takes longer than the limit is unserved; its session stays busy until it has ended. */
  private void sweep() {
    long now = System.nanoTime();
    for (Running first = running.peek();
        first != null && (first.deadline <= now || isOver(first));
        first = running.peek()) {
      running.poll();
      if (!isOver(first)) {
        first.answer.overdue = true;
        figures.unserved(first.answer.counted, first.answer.firstText != 0, limit());
        busy--;
      }
    }
    crowd.later(SWEEP_NANOS, this::sweep);
  }

  private static boolean isOver(Running each) {
    return each.session.answer() != each.answer;
  }

  private long limit() {
    return scenario.timeLimit().toNanos();
  }
}
