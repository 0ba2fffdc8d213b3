package rapport.socket;

import org.jspecify.annotations.Nullable;
import rapport.chat.Entry;
import rapport.chat.TurnId;
import rapport.journal.Journal.Accepted;
import rapport.session.Heard;

/**
 * What a client still waits for: acks of its questions, the end of an answer. Told what passes, in
 * its order. On its socket's event loop only.
 */
final class Awaited {
  private int acks;
  private @Nullable TurnId answer;

  void asked() {
    acks++;
  }

  void refused() {
    acks--;
  }

  void acknowledged(Accepted accepted) {
    acks--;
    if (accepted.ended() == null) {
      answer = accepted.turn();
    }
  }

  void passed(Heard heard) {
    switch (heard) {
      case Heard.Piece piece -> answer = piece.turn();
      case Heard.Calls calls -> {}
      case Heard.Failed failed -> answer = null;
      case Heard.Recorded recorded -> passed(recorded.entry().entry());
    }
  }

  private void passed(Entry entry) {
    switch (entry) {
      case Entry.Asked asked -> answer = asked.turn();
      case Entry.Sourced sourced -> answer = sourced.turn();
      case Entry.Answered answered -> answer = null;
      case Entry.Said said -> {}
      case Entry.SpeakerChanged changed -> {}
    }
  }

  boolean isNothing() {
    return acks == 0 && answer == null;
  }
}
