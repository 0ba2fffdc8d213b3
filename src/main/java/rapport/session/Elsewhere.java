package rapport.session;

import io.vertx.core.AsyncResult;
import java.util.Optional;
import rapport.journal.Journal.Opened;

/**
 * Follows a turn of another process: it ends there, or here when that process is gone. On the
 * conversation's event loop only.
 */
final class Elsewhere {
  /** How often is looked whether it has ended. */
  private static final long FOLLOW_MILLIS = 1_000;

  private final Conversations all;
  private final Conversation conversation;
  private boolean following;

  Elsewhere(Conversations all, Conversation conversation) {
    this.all = all;
    this.conversation = conversation;
  }

  void follow() {
    if (following) {
      return;
    }
    following = true;
    conversation.context.owner().setTimer(FOLLOW_MILLIS, looked -> look());
  }

  private void look() {
    conversation.here(all.opened(conversation.id)).onComplete(this::seen);
  }

  private void seen(AsyncResult<Optional<Opened>> opened) {
    following = false;
    if (conversation.isClosed()) {
      return;
    }
    if (opened.failed()) {
      follow();
      return;
    }
    opened.result().ifPresent(conversation::refresh);
    conversation.tellNews();
  }
}
