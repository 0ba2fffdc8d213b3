package rapport.load;

import java.util.BitSet;
import rapport.load.model.Stamp;

/**
 * Accounts for the pieces of one answer, however they are grouped, merged or split on their way.
 * The texts of an answer are joined and split at blanks; each word should be a piece ({@link
 * Stamp}). The answer belongs to the stream of its first piece.
 */
final class AnswerLedger {
  private static final long NONE = -1;

  /** Hears of pieces as they are complete. */
  interface Listener {
    /**
     * A sound piece, for the first time.
     *
     * @param numbers of the {@link Stamp}; valid during the call
     * @param arrived when its last byte was read, in microseconds of the stamp's clock
     */
    void piece(long[] numbers, long arrived);
  }

  private final Listener listener;
  private final byte[] word = new byte[Stamp.LONGEST];
  private final long[] numbers = new long[5];
  private final BitSet seen = new BitSet();
  private int wordLength;
  private long wordArrived;
  private int units;
  private long stream = NONE;
  private int count;
  private int highest = -1;
  private long received;
  private long doubled;
  private long disordered;
  private long damaged;
  private long damagedSinceHighest;
  private long foreign;

  AnswerLedger(Listener listener) {
    this.listener = listener;
  }

  /** The text so far, in UTF-16 code units, as the protocol counts. */
  int length() {
    return units;
  }

  /** Sound pieces so far. */
  long received() {
    return received;
  }

  /**
   * More text, as it stands in JSON.
   *
   * @param now microseconds of the stamp's clock
   */
  void add(TokenTotals totals, byte[] json, int from, int to, long now) {
    for (int i = from; i < to; i++) {
      byte each = json[i];
      if (each == '\\' && i + 1 < to) {
        i++;
        if (json[i] == 'u' && i + 4 < to) {
          letter(totals, codeUnit(json, i + 1), now);
          i += 4;
        } else {
          letter(totals, (byte) (json[i] == 'n' || json[i] == 't' ? '\n' : json[i]), now);
        }
        units++;
      } else {
        letter(totals, each, now);
        units += each >= 0 ? 1 : (each & 0xf8) == 0xf0 ? 2 : (each & 0xc0) == 0xc0 ? 1 : 0;
      }
    }
  }

  private static byte codeUnit(byte[] json, int at) {
    int unit = 0;
    for (int i = at; i < at + 4; i++) {
      unit = unit * 16 + Math.max(0, Character.digit(json[i], 16));
    }
    return unit < 0x80 ? (byte) unit : -1;
  }

  private void letter(TokenTotals totals, byte letter, long now) {
    if (letter == ' ') {
      endWord(totals);
      return;
    }
    if (wordLength < word.length) {
      word[wordLength++] = letter;
    }
    wordArrived = now;
  }

  private void endWord(TokenTotals totals) {
    int length = wordLength;
    wordLength = 0;
    if (length == 0) {
      return;
    }
    if (length == word.length || !Stamp.read(word, length, numbers)) {
      damaged++;
      damagedSinceHighest++;
      return;
    }
    if (stream == NONE && totals.take(numbers[0])) {
      stream = numbers[0];
      count = (int) numbers[2];
    }
    if (numbers[0] == stream) {
      piece();
    } else {
      foreign++;
    }
  }

  private void piece() {
    if (numbers[2] != count) {
      damaged++;
      return;
    }
    int index = (int) numbers[1];
    if (seen.get(index)) {
      doubled++;
      return;
    }
    seen.set(index);
    received++;
    if (index < highest) {
      disordered++;
    } else {
      highest = index;
      damagedSinceHighest = 0;
    }
    listener.piece(numbers, wordArrived);
  }

  /**
   * The answer is over; its account goes to the totals.
   *
   * @param whole whether the server said that this is all
   */
  void end(TokenTotals totals, boolean whole) {
    endWord(totals);
    int expected = whole ? count : highest + 1;
    int missing = expected - seen.cardinality();
    boolean isShort = whole && (count == 0 || count - 1 - highest > damagedSinceHighest);
    totals.sent += expected;
    totals.received += received;
    totals.lost += Math.max(0, missing - damaged);
    totals.doubled += doubled;
    totals.disordered += disordered;
    totals.damaged += damaged;
    totals.foreign += foreign;
    totals.shortAnswers += isShort ? 1 : 0;
  }

  /** The server says that all is told again from the beginning. */
  void restart() {
    seen.clear();
    wordLength = 0;
    units = 0;
    highest = -1;
    received = 0;
    damaged = 0;
    damagedSinceHighest = 0;
  }
}
