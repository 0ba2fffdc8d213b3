package rapport.load;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import rapport.load.TextFrame.Field;

/**
 * One shopper: a socket after another, a conversation, one question at a time. Comes back by itself
 * when its socket is lost, and takes an answer up where it was cut if the server knows how to.
 * Confined to the sessions' event loop.
 */
final class Session implements Socket.Owner, AnswerLedger.Listener {
  private static final Duration REFUSED = Duration.ofSeconds(1);
  private static final Pattern DIGITS = Pattern.compile("\\d{1,9}");

  private final Crowd crowd;
  final int number;
  final boolean slow;
  private @Nullable Socket socket;
  private @Nullable Answer answer;
  private @Nullable String conversation;
  private @Nullable String secret;
  private String after = "0";
  private boolean ready;
  private boolean refused;
  private long connectBegan;
  private long stoppedReading;
  private long readAt;

  Session(Crowd crowd, int number, boolean slow) {
    this.crowd = crowd;
    this.number = number;
    this.slow = slow;
  }

  boolean ready() {
    return ready;
  }

  /** Welcome and without a question. */
  boolean idle() {
    return ready && answer == null;
  }

  @Nullable Answer answer() {
    return answer;
  }

  @Nullable Socket socket() {
    return socket;
  }

  /** From now on it leaves its socket unread; 0: it reads again. */
  void stopsReading(long now) {
    stoppedReading = now;
  }

  /** A new socket for it; told when the connection is begun. */
  void connecting(Socket fresh, long now) {
    socket = fresh;
    connectBegan = now;
    refused = false;
  }

  void ask(Answer asked) {
    answer = asked;
    sendQuestion(asked);
  }

  private void sendQuestion(Answer asked) {
    if (socket != null) {
      socket.send(
          "{\"type\":\"ask\",\"id\":\"%s\",\"text\":%s}"
              .formatted(asked.id, Frames.quoted(asked.question)));
    }
  }

  @Override
  public void opened(Socket opened) {
    opened.send(hello());
  }

  private String hello() {
    if (conversation == null || secret == null) {
      return "{\"type\":\"hello\"}";
    }
    Answer running = answer;
    String half =
        running == null || running.turn == null
            ? ""
            : ",\"turn\":\"%s\",\"length\":%d".formatted(running.turn, running.ledger.length());
    return "{\"type\":\"hello\",\"conversation\":\"%s\",\"secret\":\"%s\",\"after\":%s%s}"
        .formatted(conversation, secret, after, half);
  }

  @Override
  public void text(Socket from, byte[] bytes, int begin, int end, long at) {
    TextFrame frame = crowd.frame;
    if (from != socket || !frame.read(bytes, begin, end)) {
      return;
    }
    readAt = at;
    if (frame.has(Field.SEQ) && ready) {
      after = Objects.requireNonNull(frame.text(Field.SEQ));
    }
    switch (frame.type()) {
      case TOKEN -> token(frame);
      case WELCOME -> welcome(frame);
      case ACK -> acked(frame);
      case SOURCES -> sources(frame);
      case DONE -> done(frame);
      case ERROR -> error(frame);
      case OTHER -> {}
    }
  }

  private void welcome(TextFrame frame) {
    boolean again = conversation != null;
    boolean kept = frame.is(Field.RECOVERED, "true");
    conversation = frame.text(Field.CONVERSATION);
    secret = frame.text(Field.SECRET);
    ready = true;
    crowd.figures.connected(readAt - connectBegan);
    Answer running = answer;
    if (running != null) {
      running.lastText = 0; // the cut is the lab's doing: no gap of the server's
      if (again && !kept) {
        after = "0";
        running.ledger.restart();
      }
      if (running.turn == null) {
        sendQuestion(running);
      }
    } else if (!again) {
      after = "0";
    }
    crowd.ready(this);
  }

  private void acked(TextFrame frame) {
    Answer running = answer;
    if (running == null) {
      return;
    }
    running.turn = frame.text(Field.TURN);
    if (!running.acked) {
      running.acked = true;
      crowd.figures.acked(running, readAt);
    }
  }

  private void sources(TextFrame frame) {
    Answer running = answer;
    if (running != null && concerns(running, frame) && !running.hasCards) {
      running.hasCards = true;
      crowd.figures.gotCards(running, readAt);
    }
  }

  private void token(TextFrame frame) {
    Answer running = answer;
    int from = frame.from(Field.TEXT);
    int to = frame.to(Field.TEXT);
    if (running == null || from < 0 || from == to || !concerns(running, frame)) {
      return;
    }
    if (running.firstText == 0) {
      running.firstText = readAt;
      crowd.figures.firstText(running, readAt);
      crowd.firstWords(this);
    } else if (running.lastText == 0) {
      crowd.firstWords(this); // on another socket
    } else if (readAt != running.lastText) {
      crowd.figures.gap(running, readAt - running.lastText);
    }
    running.lastText = readAt;
    running.ledger.add(crowd.figures.account(running), frame.bytes(), from, to, readAt / 1_000);
  }

  @Override
  public void piece(long[] numbers, long arrived) {
    Answer running = answer;
    if (running != null) {
      crowd.figures.piece(running, numbers, arrived);
    }
  }

  private static boolean concerns(Answer running, TextFrame frame) {
    return running.turn == null || !frame.has(Field.TURN) || frame.is(Field.TURN, running.turn);
  }

  private void done(TextFrame frame) {
    Answer running = answer;
    if (running == null || !concerns(running, frame)) {
      return;
    }
    String finish = frame.text(Field.FINISH);
    if (frame.text(Field.DEGRADED) != null && running.ledger.received() == 0) {
      // The rows' words in place of the model's: there is nothing of the model's to account for.
      crowd.figures.degraded += running.counted ? 1 : 0;
      crowd.figures.answered(running, readAt);
    } else if (finish == null || finish.equals("stop") || finish.equals("length")) {
      running.ledger.end(crowd.figures.account(running), true);
      crowd.figures.answered(running, readAt);
    } else if (finish.equals("no_answer")) {
      crowd.figures.noAnswer += running.counted ? 1 : 0;
      crowd.figures.answered(running, readAt);
    } else {
      running.ledger.end(crowd.figures.account(running), false);
      crowd.figures.failed(running, finish);
    }
    ended(running);
  }

  private void error(TextFrame frame) {
    String code = Objects.requireNonNullElse(frame.text(Field.CODE), "unnamed");
    if (!ready) {
      refused = true;
      conversation = null; // not to be taken up again, whatever the reason
    }
    Answer running = answer;
    if (running == null || !concerns(running, frame)) {
      return;
    }
    if (isRefusal(code)) {
      running.retryAfter = retryAfter(frame);
    }
    fail(running, code);
  }

  /**
   * Whoever is not told waits, too, or a full server would be asked by all of them all the time.
   */
  private static Duration retryAfter(TextFrame frame) {
    String millis = frame.text(Field.RETRY_AFTER_MS);
    return millis != null && DIGITS.matcher(millis).matches()
        ? Duration.ofMillis(Long.parseLong(millis))
        : REFUSED;
  }

  private void fail(Answer running, String code) {
    running.ledger.end(crowd.figures.account(running), false);
    crowd.figures.failed(running, code.toLowerCase(Locale.ROOT));
    if (code.equals("overloaded")) {
      crowd.figures.refused(running, readAt);
    }
    if (running.counted && !running.overdue && isRefusal(code)) {
      crowd.figures.refused++;
    }
    ended(running);
  }

  private static boolean isRefusal(String code) {
    return switch (code) {
      case "overloaded", "rate_limited", "busy", "unavailable" -> true;
      default -> false;
    };
  }

  private void ended(Answer over) {
    answer = null;
    crowd.ended(this, over);
  }

  @Override
  public void gone(Socket from, int status, int closeCode) {
    if (from != socket) {
      return;
    }
    boolean wasReady = ready;
    ready = false;
    socket = null;
    if (stoppedReading != 0) {
      crowd.figures.evicted(System.nanoTime() - stoppedReading);
      stoppedReading = 0;
    }
    Answer running = answer;
    if (running != null && conversation == null) {
      fail(running, "connection_lost");
    }
    crowd.gone(this, wasReady, refused || status != 0 || closeCode == 1013);
  }

  /**
   * Drops the socket as if the network had; whoever calls this brings the session back.
   *
   * @return whether there was one
   */
  boolean cut() {
    Socket cut = socket;
    if (cut == null || !ready) {
      return false;
    }
    ready = false;
    socket = null;
    Answer running = answer;
    if (running != null && conversation == null) {
      fail(running, "cut");
    }
    cut.drop();
    return true;
  }

  /**
   * The run is over: what has not ended never will. Words without any of the model's are the rows'.
   */
  void giveUp() {
    Answer running = answer;
    if (running != null && running.ledger.received() > 0) {
      running.ledger.end(crowd.figures.account(running), false);
    }
    answer = null;
  }
}
