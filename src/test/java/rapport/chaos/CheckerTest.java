package rapport.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rapport.chaos.Event.Entry;
import rapport.chaos.Finding.Kind;

/** A checker that finds nothing proves nothing: each kind of fault is planted once. */
class CheckerTest {
  private static final String TALK = "c1";

  private final List<Entry> record =
      new ArrayList<>(
          List.of(
              question(1, "q1", "How long?"),
              new Entry(2, "sources", "tq1", null, null, null),
              done(3, "q1", "Two days.", "stop"),
              question(4, "q2", "How much?"),
              new Entry(5, "sources", "tq2", null, null, null),
              done(6, "q2", "Four dollars.", "stop")));

  private final List<Event> events = new ArrayList<>();

  CheckerTest() {
    events.add(new Event.Welcomed(TALK, false));
    events.add(new Event.Sent(TALK, "q1", "How long?"));
    events.add(new Event.Acked(TALK, "q1", "tq1", 1, false));
    tell(0, 1);
    events.add(new Event.Piece(TALK, "tq1", 0, "Two "));
    events.add(new Event.Welcomed(TALK, true));
    events.add(new Event.Piece(TALK, "tq1", 4, "days."));
    tell(2);
    events.add(new Event.Sent(TALK, "q2", "How much?"));
    events.add(new Event.Acked(TALK, "q2", "tq2", 4, false));
    tell(3, 4);
    events.add(new Event.Piece(TALK, "tq2", 0, "Four dollars."));
    tell(5);
  }

  private static Entry question(long seq, String id, String text) {
    return new Entry(seq, "question", "t" + id, id, text, null);
  }

  private static Entry done(long seq, String id, String text, String finish) {
    return new Entry(seq, "done", "t" + id, null, text, finish);
  }

  private void tell(int... entries) {
    Arrays.stream(entries).forEach(i -> events.add(new Event.Told(TALK, record.get(i))));
  }

  @Test
  void conversation_thatIsWhole_isFoundSo() {
    Verdict verdict = check();
    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.acknowledged()).isEqualTo(2);
    assertThat(verdict.stored()).isEqualTo(2);
    assertThat(verdict.frames()).isEqualTo(6);
    assertThat(verdict.finishes()).containsExactly(Map.entry("stop", 2L));
  }

  @Test
  void acknowledgedQuestion_thatIsNotStored_isLost() {
    events.add(new Event.Sent(TALK, "q3", "And?"));
    events.add(new Event.Acked(TALK, "q3", "tq3", 7, false));
    finds(Kind.LOST);
  }

  @Test
  void wholeRecord_thatIsNotThere_isLost() {
    record.clear();
    assertThat(kinds()).containsOnly(Kind.LOST, Kind.CHANGED, Kind.TEXT).contains(Kind.LOST);
  }

  @Test
  void question_thatIsStoredTwice_isDoubled() {
    record.add(question(7, "q2", "How much?"));
    finds(Kind.DOUBLED);
  }

  @Test
  void sources_thatAreStoredTwice_areDoubled() {
    record.add(new Entry(7, "sources", "tq2", null, null, null));
    finds(Kind.DOUBLED);
  }

  @Test
  void record_thatLeavesANumberOut_hasAHole() {
    record.add(question(8, "q3", "And?"));
    record.add(done(9, "q3", "Yes.", "stop"));
    events.add(new Event.Sent(TALK, "q3", "And?"));
    finds(Kind.HOLE);
  }

  @Test
  void entry_thatWasNotTold_isAHole() {
    events.remove(4); // sources of q1
    finds(Kind.HOLE);
  }

  @Test
  void entry_thatIsToldAgain_isDoubled() {
    events.add(events.size() - 1, new Event.Told(TALK, record.get(4)));
    finds(Kind.DOUBLED);
  }

  @Test
  void entries_thatAreToldAgainFromTheBeginningWhenSaid_areNot() {
    events.add(new Event.Welcomed(TALK, false));
    tell(0, 1, 2, 3, 4, 5);
    finds();
  }

  @Test
  void turn_withoutAnEnd_isFound() {
    record.removeLast();
    events.removeLast();
    finds(Kind.ENDLESS);
    events.add(new Event.Failed(TALK, "tq2", "timeout"));
    finds();
  }

  @Test
  void turn_withTwoEnds_isFound() {
    record.add(done(7, "q2", "Five.", "stop"));
    finds(Kind.ENDED_TWICE);
  }

  @Test
  void turn_withAnAnswerAndAnError_isFound() {
    events.add(new Event.Failed(TALK, "tq2", "timeout"));
    finds(Kind.ENDED_TWICE);
  }

  @Test
  void storedText_thatIsNotTheOneTold_isFound() {
    record.set(5, done(6, "q2", "Four dollarz.", "stop"));
    finds(Kind.TEXT);
  }

  @Test
  void piece_thatIsMissing_isFound() {
    events.remove(5);
    assertThat(kinds()).containsOnly(Kind.PIECES);
  }

  @Test
  void piece_thatIsHeardTwice_isFound() {
    events.add(6, events.get(5));
    assertThat(kinds()).containsOnly(Kind.PIECES);
  }

  @Test
  void piece_thatIsDamaged_isFound() {
    events.set(5, new Event.Piece(TALK, "tq1", 0, "Tw0 "));
    finds(Kind.PIECES);
  }

  @Test
  void wordsPastAnInterruptedAnswer_areNoFaultButOtherWordsAre() {
    record.set(5, done(6, "q2", "Four", "interrupted"));
    events.removeLast();
    tell(5);
    finds();
    record.set(5, done(6, "q2", "Five", "interrupted"));
    events.removeLast();
    tell(5);
    finds(Kind.PIECES);
  }

  @Test
  void ack_thatNamesAnotherNumber_isFound() {
    events.set(2, new Event.Acked(TALK, "q1", "tq1", 2, false));
    finds(Kind.CHANGED);
  }

  @Test
  void question_withOtherWordsThanSent_isFound() {
    events.set(1, new Event.Sent(TALK, "q1", "How long, please?"));
    finds(Kind.CHANGED);
  }

  @Test
  void question_thatNobodySent_isFound() {
    record.add(question(7, "q9", "Eh?"));
    record.add(done(8, "q9", "Yes.", "stop"));
    finds(Kind.UNSENT);
  }

  @Test
  void end_thatWasNeverTold_isFound() {
    events.removeLast();
    finds(Kind.UNTOLD);
  }

  private void finds(Kind... kinds) {
    assertThat(kinds()).containsExactly(kinds);
  }

  private List<Kind> kinds() {
    return check().findings().stream().map(Finding::kind).toList();
  }

  private Verdict check() {
    Ledger ledger = new Ledger();
    events.forEach(ledger::add);
    return Checker.check(List.of(ledger), Map.of(TALK, record));
  }
}
