package rapport.session;

import io.vertx.core.internal.ContextInternal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rapport.chat.Filter;
import rapport.chat.Language;
import rapport.chat.PageContext;
import rapport.chat.Question;
import rapport.chat.Topic;
import rapport.limit.Permit;
import rapport.search.Ahead;

/**
 * Looks for what a shopper is still typing or saying, so that it is found when the question is put.
 * Waits for a moment of silence, looks once at a time, and only while the process has time to
 * spare. On the conversation's event loop only.
 */
final class LookAhead {
  /** Between two letters of who types on. */
  private static final long SILENCE_MILLIS = 100;

  /** Fewer letters tell nothing yet; one Chinese character is as good as two. */
  private static final int SHORTEST = 3;

  private final Conversations all;
  private final ContextInternal context;
  private long timer = -1;
  private boolean looking;
  private @Nullable Heard heard;
  private @Nullable Ahead found;

  LookAhead(Conversations all, ContextInternal context) {
    this.all = all;
    this.context = context;
  }

  /** What has been said so far. */
  void hear(String text, @Nullable Language language, @Nullable Topic topic) {
    if (letters(text) < SHORTEST || text.length() > Question.LONGEST_TEXT) {
      return;
    }
    heard = new Heard(text, language, topic);
    context.owner().cancelTimer(timer);
    timer = context.owner().setTimer(SILENCE_MILLIS, silent -> context.execute(this::look));
  }

  private static long letters(String text) {
    String said = text.strip();
    return said.length() + said.codePoints().filter(Character::isIdeographic).count();
  }

  private void look() {
    Heard last = heard;
    if (looking || last == null) {
      return;
    }
    Optional<Permit> permit = all.lookingAhead().tryAcquire();
    if (permit.isEmpty()) {
      return;
    }
    heard = null;
    looking = true;
    Ahead ahead = all.answers().ahead(last.question(), last.topic);
    found = ahead;
    ahead
        .over()
        .onComplete(over -> {
          permit.get().release();
          context.execute(() -> {
            looking = false;
            look();
          });
        });
  }

  /** The question is put: what was found for it, or null. Nothing more is looked for until then. */
  @Nullable Ahead take() {
    context.owner().cancelTimer(timer);
    Ahead taken = found;
    if (taken == null && heard != null) {
      all.telemetry().count("lookahead", "result", "miss");
    }
    heard = null;
    found = null;
    return taken;
  }

  private record Heard(String text, @Nullable Language language, @Nullable Topic topic) {
    Question question() {
      return new Question("partial", text, Filter.NONE, PageContext.NONE, language);
    }
  }
}
