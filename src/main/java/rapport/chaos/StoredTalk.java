package rapport.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import rapport.chaos.Event.Entry;
import rapport.chaos.Finding.Kind;

/** The record of one conversation: whether it is sound in itself, and holds only what was said. */
final class StoredTalk {
  private final String conversation;
  private final List<Entry> entries;
  private final Map<Long, Entry> bySeq = new HashMap<>();
  private final Map<String, Entry> questions = new HashMap<>();
  private final Map<String, Entry> ends = new HashMap<>();

  StoredTalk(String conversation, List<Entry> entries) {
    this.conversation = conversation;
    this.entries = entries;
    entries.forEach(entry -> bySeq.putIfAbsent(entry.seq(), entry));
    of("question").forEach(entry -> questions.putIfAbsent(String.valueOf(entry.id()), entry));
    of("done").forEach(entry -> ends.putIfAbsent(turn(entry), entry));
  }

  @Nullable Entry at(long seq) {
    return bySeq.get(seq);
  }

  @Nullable Entry question(String id) {
    return questions.get(id);
  }

  /** The stored end of a turn; null: an error, or none. */
  @Nullable Entry end(String turn) {
    return ends.get(turn);
  }

  long questions() {
    return of("question").count();
  }

  /** How each turn ended. */
  List<String> finishes(HeardTalk heard) {
    return of("question")
        .map(question -> {
          Entry end = end(turn(question));
          return end != null
              ? String.valueOf(end.finish())
              : heard.failed(turn(question)) ? "error" : "none";
        })
        .toList();
  }

  List<Finding> findings(HeardTalk heard) {
    List<Finding> found = new ArrayList<>();
    numbers(found);
    counted("question", Entry::id)
        .forEach((id, count) -> expectOne(found, Kind.DOUBLED, count, "question " + id));
    counted("sources", Entry::turn)
        .forEach((turn, count) -> expectOne(found, Kind.DOUBLED, count, "sources of " + turn));
    counted("done", Entry::turn)
        .forEach((turn, count) -> expectOne(found, Kind.ENDED_TWICE, count, "ends of " + turn));
    of("question")
        .forEach(question -> {
          said(found, heard, question);
          ended(found, heard, turn(question));
        });
    return found;
  }

  private void numbers(List<Finding> found) {
    long expected = 1;
    for (Entry entry : entries) {
      if (entry.seq() != expected) {
        Kind kind = entry.seq() > expected ? Kind.HOLE : Kind.DOUBLED;
        found.add(finding(kind, "the record has %d after %d".formatted(entry.seq(), expected - 1)));
      }
      expected = entry.seq() + 1;
    }
  }

  private void expectOne(List<Finding> found, Kind kind, int count, String what) {
    if (count > 1) {
      found.add(finding(kind, "%d × %s".formatted(count, what)));
    }
  }

  private void said(List<Finding> found, HeardTalk heard, Entry question) {
    String sent = heard.sent(String.valueOf(question.id()));
    if (sent == null) {
      found.add(finding(Kind.UNSENT, "%s".formatted(question)));
    } else if (!sent.equals(question.text())) {
      found.add(finding(Kind.CHANGED, "sent “%s”, stored %s".formatted(sent, question)));
    }
  }

  private void ended(List<Finding> found, HeardTalk heard, String turn) {
    boolean hasEnd = end(turn) != null;
    boolean failed = heard.failed(turn);
    if (hasEnd && failed) {
      found.add(finding(Kind.ENDED_TWICE, "%s has an answer and an error".formatted(turn)));
    } else if (!hasEnd && !failed) {
      found.add(finding(Kind.ENDLESS, "%s".formatted(turn)));
    }
  }

  private Map<String, Integer> counted(String type, Function<Entry, ?> by) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    of(type).forEach(entry -> counts.merge(String.valueOf(by.apply(entry)), 1, Integer::sum));
    return counts;
  }

  private Stream<Entry> of(String type) {
    return entries.stream().filter(entry -> entry.type().equals(type));
  }

  private static String turn(Entry entry) {
    return Objects.requireNonNullElse(entry.turn(), "no turn");
  }

  private Finding finding(Kind kind, String detail) {
    return new Finding(kind, conversation, detail);
  }
}
