package rapport.openai;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import rapport.chat.Entry.Answered;
import rapport.chat.Sources;
import rapport.chat.TurnId;

/**
 * An answer as server-sent events. Before its first event a failure is an HTTP answer, after it an
 * event of its own; a stream that fails does not end in {@code [DONE]}.
 */
final class StreamedReply implements Reply {
  private static final String KEEP_ALIVE = ": keep-alive\n\n";
  private static final String DONE = "data: [DONE]\n\n";

  /** OpenAI's own clients look at the data, LangChain4j only at the event's name. */
  private static final String ERROR = "event: error\n";

  private static final long NO_TIMER = -1;

  private final Vertx vertx;
  private final HttpServerResponse response;
  private final Duration heartbeat;
  private final boolean withUsage;
  private @Nullable CompletionJson json;
  private String wordsHead = "";
  private String wordsTail = "";
  private long timer = NO_TIMER;
  private boolean quiet;
  private Future<Void> lastWrite = Future.succeededFuture();
  private int told;

  /**
   * @param heartbeat no silence is longer
   */
  StreamedReply(Vertx vertx, HttpServerResponse response, Duration heartbeat, boolean withUsage) {
    this.vertx = vertx;
    this.response = response;
    this.heartbeat = heartbeat;
    this.withUsage = withUsage;
  }

  @Override
  public void begin(TurnId turn) {
    CompletionJson completion = new CompletionJson(turn, Instant.now().getEpochSecond(), withUsage);
    json = completion;
    wordsHead = "data: " + completion.wordsHead();
    wordsTail = completion.wordsTail() + "\n\n";
    response
        .setChunked(true)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream; charset=utf-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
        // nginx would collect events.
        .putHeader("X-Accel-Buffering", "no");
    write(event(completion.role().encode()));
    timer = vertx.setPeriodic(Math.max(1, heartbeat.toMillis() / 2), beat -> keepAlive());
  }

  /** A client that has something to read needs no sign of life. */
  private void keepAlive() {
    if (quiet && lastWrite.isComplete()) {
      write(KEEP_ALIVE);
    }
    quiet = true;
  }

  @Override
  public Future<Void> words(String text) {
    told += text.length();
    StringBuilder event =
        new StringBuilder(wordsHead.length() + text.length() + wordsTail.length() + 16);
    return write(
        CompletionJson.escaped(text, event.append(wordsHead)).append(wordsTail).toString());
  }

  @Override
  public Future<Void> calls(String calls) {
    CompletionJson begun = json;
    return begun == null ? Future.succeededFuture() : write(event(begun.calls(calls)));
  }

  @Override
  public Future<Void> end(Answered answer, @Nullable Sources sources) {
    CompletionJson begun = json;
    if (begun == null) {
      throw new IllegalStateException("not begun");
    }
    StringBuilder last = new StringBuilder(event(begun.finish(answer, sources).encode()));
    if (withUsage) {
      last.append(event(begun.usage(answer.usage()).encode()));
    }
    return close(last.append(DONE).toString());
  }

  @Override
  public Future<Void> fail(Problem problem) {
    return json == null
        ? Answers.fail(response, problem)
        : close(ERROR + event(problem.json().encode()));
  }

  private static String event(String data) {
    return "data: " + data + "\n\n";
  }

  private Future<Void> write(String events) {
    quiet = false;
    lastWrite = response.write(events);
    return lastWrite;
  }

  private Future<Void> close(String events) {
    gone();
    return response.end(events);
  }

  @Override
  public void gone() {
    if (timer != NO_TIMER) {
      vertx.cancelTimer(timer);
      timer = NO_TIMER;
    }
  }

  @Override
  public int told() {
    return told;
  }
}
