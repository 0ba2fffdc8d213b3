package rapport.llm;

import io.vertx.core.Handler;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import rapport.chat.Finish;
import rapport.chat.Usage;

/**
 * A text that is already there, as a generation: a few words a piece, as fast as they are taken.
 * For the caller's event loop only.
 */
public final class Words implements Generation {
  /** A few words, with the space that follows them; scripts without spaces by the character. */
  private static final Pattern PIECE =
      Pattern.compile("(?:\\p{IsHan}{1,6}|\\S{1,24}?(?=\\p{IsHan})|\\S{1,64})\\s*", Pattern.DOTALL);

  private final ArrayDeque<Delta> left = new ArrayDeque<>();
  private @Nullable Handler<Delta> handler;
  private @Nullable Handler<Void> endHandler;
  private long demand = Long.MAX_VALUE;
  private boolean emitting;
  private boolean over;

  public Words(String text, Finish finish) {
    pieces(text).forEach(piece -> left.add(new Delta.Text(piece)));
    left.add(new Delta.Finished(finish, Usage.NONE));
  }

  static List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>();
    Matcher matcher = PIECE.matcher(text);
    int end = 0;
    while (matcher.find()) {
      pieces.add(text.substring(end, matcher.end()));
      end = matcher.end();
    }
    if (end < text.length()) {
      pieces.add(text.substring(end));
    }
    return pieces;
  }

  private void emit() {
    if (emitting) {
      return;
    }
    emitting = true;
    while (!over && handler != null && demand > 0 && !left.isEmpty()) {
      if (demand != Long.MAX_VALUE) {
        demand--;
      }
      handler.handle(left.remove());
    }
    emitting = false;
    if (!over && left.isEmpty()) {
      over = true;
      if (endHandler != null) {
        endHandler.handle(null);
      }
    }
  }

  @Override
  public void cancel() {
    over = true;
    left.clear();
  }

  @Override
  public Generation handler(@Nullable Handler<Delta> handler) {
    this.handler = handler;
    emit();
    return this;
  }

  @Override
  public Generation pause() {
    demand = 0;
    return this;
  }

  @Override
  public Generation resume() {
    return fetch(Long.MAX_VALUE);
  }

  @Override
  public Generation fetch(long amount) {
    demand = demand + amount < 0 ? Long.MAX_VALUE : demand + amount;
    emit();
    return this;
  }

  @Override
  public Generation endHandler(@Nullable Handler<Void> handler) {
    this.endHandler = handler;
    return this;
  }

  @Override
  public Generation exceptionHandler(@Nullable Handler<Throwable> handler) {
    return this;
  }
}
