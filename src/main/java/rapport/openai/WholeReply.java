package rapport.openai;

import io.vertx.core.http.HttpServerResponse;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import rapport.chat.Entry.Answered;
import rapport.chat.Sources;
import rapport.chat.TurnId;

/** An answer that is sent when it is complete. */
final class WholeReply implements Reply {
  private final HttpServerResponse response;

  WholeReply(HttpServerResponse response) {
    this.response = response;
  }

  @Override
  public void begin(TurnId turn) {}

  /** They come once more, with the end. */
  @Override
  public void words(String text) {}

  @Override
  public boolean isFull() {
    return false;
  }

  @Override
  public void end(Answered answer, @Nullable Sources sources) {
    long now = Instant.now().getEpochSecond();
    Answers.ok(response, new CompletionJson(answer.turn(), now, true).whole(answer, sources));
  }

  @Override
  public void fail(Problem problem) {
    Answers.fail(response, problem);
  }

  @Override
  public void gone() {}

  @Override
  public int told() {
    return 0;
  }
}
