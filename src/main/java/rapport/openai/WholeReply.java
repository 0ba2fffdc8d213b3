package rapport.openai;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import rapport.chat.Entry.Answered;
import rapport.chat.Sources;
import rapport.chat.TurnId;

/** An answer that is sent when it is complete. */
final class WholeReply implements Reply {
  private final HttpServerResponse response;
  private final ToolCalls calls = new ToolCalls();

  WholeReply(HttpServerResponse response) {
    this.response = response;
  }

  @Override
  public void begin(TurnId turn) {}

  /** They come once more, with the end. */
  @Override
  public Future<Void> words(String text) {
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> calls(String json) {
    calls.add(new JsonArray(json));
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> end(Answered answer, @Nullable Sources sources) {
    long now = Instant.now().getEpochSecond();
    return Answers.ok(
        response,
        new CompletionJson(answer.turn(), now, true).whole(answer, calls.joined(), sources));
  }

  @Override
  public Future<Void> fail(Problem problem) {
    return Answers.fail(response, problem);
  }

  @Override
  public void gone() {}

  @Override
  public int told() {
    return 0;
  }
}
