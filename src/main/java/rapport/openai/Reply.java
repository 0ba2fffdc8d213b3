package rapport.openai;

import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;
import rapport.chat.Entry.Answered;
import rapport.chat.Sources;
import rapport.chat.TurnId;

/** An answer on its way to its client. Ends in exactly one of {@link #end} and {@link #fail}. */
sealed interface Reply permits StreamedReply, WholeReply {
  /** The question is safe: an answer will follow, or a failure. */
  void begin(TurnId turn);

  /** The next words. Completes when the client's machine has taken them. */
  Future<Void> words(String text);

  /** More of the calls of tools: see {@link rapport.session.Heard.Calls}. */
  Future<Void> calls(String json);

  /**
   * The answer, all of whose words were told, and what it stands on, if that is known. Completes
   * when the client's machine has taken all.
   */
  Future<Void> end(Answered answer, @Nullable Sources sources);

  /** The same of a failure. */
  Future<Void> fail(Problem problem);

  /** Nothing more is said: the client has gone. */
  void gone();

  /** How much of the answer the client was given, in UTF-16 code units. */
  int told();
}
