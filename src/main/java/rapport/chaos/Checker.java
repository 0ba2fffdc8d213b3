package rapport.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares what shoppers said and heard with what is stored. Knows neither sockets nor databases,
 * and trusts nobody: a run that loses, doubles or changes something must not pass.
 */
public final class Checker {
  private final Map<String, List<Event.Entry>> records;
  private final Map<String, Long> finishes = new HashMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private long acknowledged;
  private long stored;
  private long frames;
  private long pieces;

  private Checker(Map<String, List<Event.Entry>> records) {
    this.records = records;
  }

  /**
   * @param records what is stored of each conversation, in order; nothing of one that is not there
   */
  public static Verdict check(List<Ledger> ledgers, Map<String, List<Event.Entry>> records) {
    Checker checker = new Checker(records);
    ledgers.forEach(checker::check);
    return new Verdict(
        checker.acknowledged,
        checker.stored,
        checker.frames,
        checker.pieces,
        checker.finishes,
        checker.findings);
  }

  private void check(Ledger ledger) {
    Set<String> conversations = new LinkedHashSet<>();
    ledger.events().forEach(event -> conversations.add(event.conversation()));
    for (String conversation : conversations) {
      List<Event> events =
          ledger.events().stream()
              .filter(event -> event.conversation().equals(conversation))
              .toList();
      StoredTalk record =
          new StoredTalk(conversation, records.getOrDefault(conversation, List.of()));
      HeardTalk heard = new HeardTalk(conversation, events);
      findings.addAll(record.findings(heard));
      findings.addAll(heard.findings(record));
      acknowledged += heard.acknowledged();
      frames += heard.frames();
      pieces += heard.pieces();
      stored += record.questions();
      record.finishes(heard).forEach(finish -> finishes.merge(finish, 1L, Long::sum));
    }
  }
}
