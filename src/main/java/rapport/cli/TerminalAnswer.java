package rapport.cli;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.util.List;
import rapport.answer.AnswerPipeline;
import rapport.answer.Grounded;
import rapport.chat.Filter;
import rapport.chat.Language;
import rapport.chat.PageContext;
import rapport.chat.Question;
import rapport.llm.Delta;

/** One answer, streamed to a terminal. */
final class TerminalAnswer {
  private final Vertx vertx;
  private final AnswerPipeline answers;
  private final PrintStream out;

  TerminalAnswer(Vertx vertx, AnswerPipeline answers, PrintStream out) {
    this.vertx = vertx;
    this.answers = answers;
    this.out = out;
  }

  /**
   * @throws IllegalArgumentException when {@code text} is too long or blank
   */
  static Question question(String text, Language language) {
    return new Question("terminal", text, Filter.NONE, PageContext.NONE, language);
  }

  /** Blocks until the answer is there. */
  void ask(Question question) {
    Promise<Void> ended = Promise.promise();
    vertx.runOnContext(go ->
        answers
            .ground(question, null, Future.succeededFuture(List.of()), null)
            .compose(this::stream)
            .onComplete(ended));
    Environment.await(ended.future());
  }

  private Future<Void> stream(Grounded grounded) {
    Promise<Void> ended = Promise.promise();
    answers
        .speak(grounded)
        .exceptionHandler(ended::tryFail)
        .endHandler(end -> ended.tryComplete())
        .handler(this::print);
    return ended
        .future()
        .onSuccess(end -> {
          out.println();
          out.println();
          grounded.supported().products().forEach(hit -> out.println(Lines.product(hit.card())));
        });
  }

  private void print(Delta delta) {
    if (delta instanceof Delta.Text words) {
      out.print(words.text());
      out.flush();
    }
  }
}
