package rapport.session;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import rapport.fault.Fault;
import rapport.fault.GatewayException;
import rapport.limit.Address;
import rapport.limit.Appointments;
import rapport.limit.FairLimiter;
import rapport.limit.Permit;
import rapport.limit.WaitingLine;
import rapport.telemetry.Telemetry;

/*
 * Two thresholds: at the first no more sockets are let in, since each brings questions; at the second questions are
 * refused, too. Who has a place is served in time; who has none hears so at once, and when to come back: not before
 * those who are ahead have been served, and each at another time.
 */

/** Who is let in, and whose question is taken. Safe from any thread. */
public final class Admission {
  /** New sockets are refused when so much of what questions may take is taken. */
  private static final double SOCKETS_UNTIL = 0.5;

  private static final double SOCKETS_UNTIL_TURNS = 0.9;

  /** Questions that are taken whatever the pace: as many as two databases' connections serve. */
  private static final int ALWAYS = 16;

  /**
   * A question and what it was asked after, its rows, its sources: so many of its statements may
   * wait for the database at once, beside those of answers that end.
   */
  private static final int STATEMENTS = 4;

  private static final Duration SHORTEST_WAIT = Duration.ofMillis(250);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  /** Nobody knows when a shopper closes his page. */
  private static final Duration SOCKET_WAIT = Duration.ofSeconds(5);

  /**
   * Half of what a process with some hundred sockets sends when it leaves: who comes from there and
   * is refused here comes on top of those who still leave.
   */
  private static final int SOCKETS_BACK_PER_SECOND = 25;

  private final FairLimiter sockets;
  private final FairLimiter turns;
  private final FairLimiter completions;
  private final WaitingLine line;
  private final Appointments appointments;
  private final Optional<String> header;
  private final DoubleSupplier chance;
  private final Telemetry telemetry;

  /**
   * @param statements that may wait for the database
   */
  public Admission(ChatSettings settings, int statements, Telemetry telemetry) {
    this(
        settings,
        statements,
        telemetry,
        System::nanoTime,
        () -> ThreadLocalRandom.current().nextDouble());
  }

  /**
   * @param clock as {@code System.nanoTime}
   * @param chance from 0 to below 1
   */
  Admission(
      ChatSettings settings,
      int statements,
      Telemetry telemetry,
      LongSupplier clock,
      DoubleSupplier chance) {
    this.telemetry = telemetry;
    this.chance = chance;
    double share = settings.addressShare();
    this.sockets = new FairLimiter(settings.maxSessions(), share);
    this.turns = new FairLimiter(settings.maxTurns(), share);
    this.completions = new FairLimiter(settings.maxTurns(), share);
    this.header = settings.addressHeader();
    this.line = new WaitingLine(clock, settings.maxWait(), share, ALWAYS, statements / STATEMENTS);
    this.appointments = new Appointments(clock, SOCKETS_BACK_PER_SECOND, LONGEST_WAIT);
    telemetry.gauge("sockets.open", "Sockets that are open", sockets::taken);
    telemetry.gauge("turns.running", "Answers that run now", turns::taken);
    telemetry.gauge("completions.open", "Completions under way", completions::taken);
    telemetry.gauge("line.waiting", "Questions whose answer cannot begin yet", line::waiting);
    telemetry.gauge(
        "line.wait.seconds",
        "What the next question is expected to wait",
        () -> line.expectedWait().toNanos() / 1e9);
  }

  /**
   * Whom to count a request to.
   *
   * @param remote who is connected
   * @param headers the lines of a header by its name
   */
  public String party(@Nullable String remote, Function<String, List<String>> headers) {
    return Address.of(
        remote,
        header.map(headers).filter(lines -> !lines.isEmpty()).map(List::getLast).orElse(null));
  }

  /**
   * Room for one more socket, given back when it is closed.
   *
   * @param party whom to count it to
   * @throws GatewayException {@code overloaded}, with when to come back
   */
  public Permit socket(String party) {
    if (line.fullness() > SOCKETS_UNTIL || turns.taken() > turns.permits() * SOCKETS_UNTIL_TURNS) {
      throw refusal("socket", "busy", "too many questions are asked: back off", appointment());
    }
    return sockets
        .tryAcquire(party)
        .orElseThrow(() ->
            sockets.isFull()
                ? refusal("socket", "full", "too many sockets are open: back off", appointment())
                : refusal(
                    "socket", "share", "too many sockets from one address", spread(SOCKET_WAIT)));
  }

  /**
   * Room for one more request of an OpenAI client, given back at its end.
   *
   * @throws GatewayException {@code overloaded}, with when to come back
   */
  public Permit completion(String party) {
    return completions
        .tryAcquire(party)
        .orElseThrow(
            () -> refusal("completion", "full", "too many completions at once", lineServed()));
  }

  /**
   * Room for a search that nobody answers, given back when it is done. It stands in the line of the
   * questions and gives way to them: it is refused when new sockets are.
   *
   * @throws GatewayException {@code overloaded}, with when to ask again
   */
  public Permit lookup(String party) {
    if (line.fullness() > SOCKETS_UNTIL) {
      throw refusal("lookup", "busy", "too many questions are asked", lineServed());
    }
    return line.tryEnter(party)
        .orElseThrow(
            () -> refusal("lookup", "share", "too many searches from one address", lineServed()));
  }

  /**
   * Room for one more answer.
   *
   * @throws GatewayException {@code overloaded}, with when to ask again
   */
  Place question(String party) {
    Permit turn =
        turns
            .tryAcquire(party)
            .orElseThrow(() ->
                turns.isFull()
                    ? refusal("question", "full", "too many answers are running", lineServed())
                    : refusal(
                        "question", "share", "too many questions from one address", lineServed()));
    return line.tryEnter(party)
        .map(waiting -> new Place(turn, waiting))
        .orElseThrow(() -> {
          turn.release();
          return refusal("question", "wait", "too many questions are asked", lineServed());
        });
  }

  private Duration lineServed() {
    return spread(line.expectedWait());
  }

  /** Beyond a crowd that has its times, chance spreads the rest. */
  private Duration appointment() {
    return appointments.next(SOCKET_WAIT).orElseGet(() -> spread(LONGEST_WAIT));
  }

  private GatewayException refusal(String what, String why, String message, Duration wait) {
    telemetry.count("refusals." + what + "s", "why", why);
    return new GatewayException(Fault.OVERLOADED, message, null, wait);
  }

  /** Between one and two times as long, so that not all come back together. */
  private Duration spread(Duration wait) {
    Duration bounded = wait.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : wait;
    Duration least = bounded.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : bounded;
    return least.plusNanos((long) (least.toNanos() * chance.getAsDouble()));
  }

  /** How many sockets are open. */
  public int sockets() {
    return sockets.taken();
  }

  /** The room a question takes: in the line until its answer may begin, among turns to its end. */
  record Place(Permit turn, Permit waiting) {
    /** The question and what its answer stands on are found and stored: the rest is the model's. */
    void served() {
      waiting.release();
    }

    /** Its turn is over. */
    void release() {
      waiting.release();
      turn.release();
    }
  }
}
