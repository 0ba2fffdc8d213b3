package rapport.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerLedgerTest {
  private final TokenTotals totals = new TokenTotals();
  private final List<Long> lags = new ArrayList<>();

  @Test
  void soundAnswer_hasNothingToTell_howeverItIsCut() {
    String text = String.join("", pieces(7, 20));
    for (int size = 1; size <= text.length(); size++) {
      TokenTotals each = new TokenTotals();
      AnswerLedger ledger = new AnswerLedger((numbers, arrived) -> {});
      for (int at = 0; at < text.length(); at += size) {
        add(ledger, each, text.substring(at, Math.min(text.length(), at + size)));
      }
      ledger.end(each, true);
      assertThat(each.read(true))
          .as("cut every %d characters", size)
          .isEqualTo(new Tokens(true, 20, 20, 0, 0, 0, 0, 0, 0));
    }
  }

  @Test
  void lostPieces_areCounted_alsoAtTheEnd() {
    List<String> pieces = pieces(7, 10);
    pieces.remove(9);
    pieces.remove(4);
    pieces.remove(0);

    assertThat(account(pieces)).isEqualTo(new Tokens(true, 10, 7, 3, 0, 0, 0, 0, 1));
  }

  @Test
  void doubledPieces_areCountedOnce_asReceived() {
    List<String> pieces = pieces(7, 10);
    pieces.add(4, pieces.get(3));
    pieces.add(pieces.getLast());

    assertThat(account(pieces)).isEqualTo(new Tokens(true, 10, 10, 0, 2, 0, 0, 0, 0));
  }

  @Test
  void swappedPieces_areOneOutOfOrder() {
    List<String> pieces = pieces(7, 10);
    Collections.swap(pieces, 5, 6);

    assertThat(account(pieces)).isEqualTo(new Tokens(true, 10, 10, 0, 0, 1, 0, 0, 0));
  }

  @Test
  void damagedPieces_areNotLostToo() {
    List<String> pieces = pieces(7, 10);
    pieces.set(3, pieces.get(3).replace('.', ','));
    pieces.set(9, " 7.9");

    assertThat(account(pieces)).isEqualTo(new Tokens(true, 10, 8, 0, 0, 0, 2, 0, 0));
  }

  @Test
  void piecesOfAnotherAnswer_areForeign() {
    List<String> pieces = pieces(7, 10);
    pieces.add(5, pieces(8, 10).get(2));

    assertThat(account(pieces)).isEqualTo(new Tokens(true, 10, 10, 0, 0, 0, 0, 1, 0));
  }

  @Test
  void aWholeAnswerForSomebodyElse_isForeign() {
    account(pieces(7, 10));

    assertThat(account(pieces(7, 10)).foreign()).isEqualTo(10);
  }

  @Test
  void answerThatWasCutOff_lacksOnlyWhatIsBeforeItsEnd() {
    List<String> pieces = pieces(7, 10).subList(0, 6);
    pieces.remove(2);
    AnswerLedger ledger = ledger();
    pieces.forEach(piece -> add(ledger, totals, piece));
    ledger.end(totals, false);

    assertThat(totals.read(true)).isEqualTo(new Tokens(true, 6, 5, 1, 0, 0, 0, 0, 0));
  }

  @Test
  void emptyAnswer_saidToBeWhole_isShort() {
    assertThat(account(List.of()).shortAnswers()).isEqualTo(1);
  }

  @Test
  void escapesOfJson_areRead() {
    List<String> pieces = pieces(7, 10);
    pieces.replaceAll(piece -> piece.replace(" ", "\\u0020").replace("7.", "\\u0037."));

    assertThat(account(pieces)).isEqualTo(new Tokens(true, 10, 10, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void length_isInUtf16Units() {
    AnswerLedger ledger = ledger();
    add(ledger, totals, "a\\\"\\u00e9é有😀");

    assertThat(ledger.length()).isEqualTo(7);
  }

  @Test
  void lag_isOfThePiecesLastByte_notOfTheNextOnes() {
    AnswerLedger ledger = new AnswerLedger((numbers, arrived) -> lags.add(arrived - numbers[3]));
    byte[] first = " 7.0.2.rs.0".getBytes(UTF_8); // sent at 1000
    byte[] second = " 7.1.2.1jk".getBytes(UTF_8); // sent at 2000
    ledger.add(totals, first, 0, 6, 1_200);
    ledger.add(totals, first, 6, first.length, 1_300);
    ledger.add(totals, second, 0, second.length, 2_007);
    ledger.end(totals, true);

    assertThat(lags).containsExactly(300L, 7L);
  }

  private Tokens account(List<String> pieces) {
    AnswerLedger ledger = ledger();
    pieces.forEach(piece -> add(ledger, totals, piece));
    ledger.end(totals, true);
    return totals.read(true);
  }

  private static AnswerLedger ledger() {
    return new AnswerLedger((numbers, arrived) -> {});
  }

  private static void add(AnswerLedger ledger, TokenTotals totals, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    ledger.add(totals, bytes, 0, bytes.length, 0);
  }

  static List<String> pieces(int stream, int count) {
    List<String> pieces = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String text = " %s.%s.%s.a0".formatted(base(stream), base(i), base(count));
      pieces.add(i == 0 ? text + ".9z" : text);
    }
    return pieces;
  }

  private static String base(int number) {
    return Integer.toString(number, 36);
  }
}
