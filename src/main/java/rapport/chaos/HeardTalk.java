package rapport.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rapport.chaos.Event.Acked;
import rapport.chaos.Event.Entry;
import rapport.chaos.Event.Failed;
import rapport.chaos.Event.Piece;
import rapport.chaos.Event.Sent;
import rapport.chaos.Event.Told;
import rapport.chaos.Event.Welcomed;
import rapport.chaos.Finding.Kind;

/** What one shopper said and heard in one conversation, against what is stored of it. */
final class HeardTalk {
  private final String conversation;
  private final List<Event> events;
  private final Map<String, String> sent = new HashMap<>();
  private final Map<String, Acked> acked = new HashMap<>();
  private final Set<String> failed = new HashSet<>();
  private final Map<String, StringBuilder> joined = new HashMap<>();
  private final Set<String> told = new HashSet<>();
  private long next = 1;
  private long frames;
  private long pieces;

  HeardTalk(String conversation, List<Event> events) {
    this.conversation = conversation;
    this.events = events;
    for (Event event : events) {
      switch (event) {
        case Sent question -> sent.put(question.id(), question.text());
        case Failed failure -> failed.add(failure.turn());
        case Welcomed welcome -> {}
        case Acked ack -> {}
        case Told entry -> frames++;
        case Piece piece -> pieces++;
      }
    }
  }

  @Nullable String sent(String id) {
    return sent.get(id);
  }

  boolean failed(String turn) {
    return failed.contains(turn);
  }

  long acknowledged() {
    return acked.size();
  }

  long frames() {
    return frames;
  }

  long pieces() {
    return pieces;
  }

  /** To be called once. */
  List<Finding> findings(StoredTalk record) {
    List<Finding> found = new ArrayList<>();
    for (Event event : events) {
      switch (event) {
        case Welcomed welcome -> welcomed(welcome);
        case Sent question -> {}
        case Acked ack -> acked(found, record, ack);
        case Told entry -> told(found, record, entry.entry());
        case Piece piece -> piece(found, piece);
        case Failed failure -> {}
      }
    }
    acked.values().stream()
        .map(Acked::turn)
        .filter(turn -> record.end(turn) != null && !told.contains(turn) && !failed.contains(turn))
        .forEach(turn -> found.add(finding(Kind.UNTOLD, "the end of %s".formatted(turn))));
    return found;
  }

  private void welcomed(Welcomed welcome) {
    if (!welcome.recovered()) {
      next = 1;
      joined.clear();
    }
  }

  private void acked(List<Finding> found, StoredTalk record, Acked ack) {
    Entry question = record.question(ack.id());
    if (question == null) {
      found.add(finding(Kind.LOST, "%s".formatted(ack)));
    } else if (question.seq() != ack.seq() || !ack.turn().equals(question.turn())) {
      found.add(finding(Kind.CHANGED, "acknowledged as %s, stored as %s".formatted(ack, question)));
    }
    acked.put(ack.id(), ack);
  }

  private void told(List<Finding> found, StoredTalk record, Entry entry) {
    if (entry.seq() != next) {
      Kind kind = entry.seq() > next ? Kind.HOLE : Kind.DOUBLED;
      found.add(finding(kind, "told %d after %d".formatted(entry.seq(), next - 1)));
    }
    next = entry.seq() + 1;
    boolean answer = entry.type().equals("done");
    if (!entry.equals(record.at(entry.seq()))) {
      Kind kind = answer ? Kind.TEXT : Kind.CHANGED;
      found.add(
          finding(
              kind, "told %s, stored %s".formatted(entry, String.valueOf(record.at(entry.seq())))));
    }
    if (answer && entry.turn() != null) {
      told.add(entry.turn());
      compare(found, entry, joined.get(entry.turn()));
    }
  }

  private void piece(List<Finding> found, Piece piece) {
    StringBuilder text = joined.computeIfAbsent(piece.turn(), first -> new StringBuilder());
    if (piece.from() != text.length()) {
      found.add(finding(Kind.PIECES, "%s after %d of it".formatted(piece, text.length())));
      text.setLength(Math.min(text.length(), piece.from()));
    }
    text.append(piece.text());
  }

  /** Who saw the last words before a crash may have seen more of them than could be kept. */
  private void compare(List<Finding> found, Entry end, @Nullable StringBuilder heard) {
    String text = String.valueOf(end.text());
    boolean same =
        heard == null
            || text.contentEquals(heard)
            || ("interrupted".equals(end.finish()) && heard.toString().startsWith(text));
    if (!same) {
      found.add(
          finding(
              Kind.PIECES,
              "heard “%s”, told “%s” at the end".formatted(String.valueOf(heard), text)));
    }
  }

  private Finding finding(Kind kind, String detail) {
    return new Finding(kind, conversation, detail);
  }
}
