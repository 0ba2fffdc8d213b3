package rapport.load.model;

/**
 * The text of a piece: {@code " s.i.n.t"}, a blank and four numbers in base 36: the stream, the
 * piece's place in it, how many there are, and when it was sent. The first piece has a fifth: when
 * the request had arrived. Times are {@link #micros}, one clock for all processes of a Linux
 * machine.
 */
public final class Stamp {
  /** Room for the longest piece. */
  public static final int LONGEST = 72;

  private static final int RADIX = 36;
  private static final int LONGEST_NUMBER = 13;
  private static final byte[] DIGITS =
      "0123456789abcdefghijklmnopqrstuvwxyz".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  private Stamp() {}

  /** Now, in microseconds of the monotonic clock. */
  public static long micros() {
    return System.nanoTime() / 1_000;
  }

  /**
   * Writes one piece's text, the blank first.
   *
   * @param arrived when the request had arrived; written with the first piece alone
   * @return where it ends
   */
  static int write(byte[] to, int at, long stream, int index, int count, long sent, long arrived) {
    int end = at;
    to[end++] = ' ';
    end = number(to, end, stream);
    to[end++] = '.';
    end = number(to, end, index);
    to[end++] = '.';
    end = number(to, end, count);
    to[end++] = '.';
    end = number(to, end, sent);
    if (index == 0) {
      to[end++] = '.';
      end = number(to, end, arrived);
    }
    return end;
  }

  private static int number(byte[] to, int at, long number) {
    int digits = 1;
    for (long rest = number / RADIX; rest > 0; rest /= RADIX) {
      digits++;
    }
    long rest = number;
    for (int i = at + digits - 1; i >= at; i--) {
      to[i] = DIGITS[(int) (rest % RADIX)];
      rest /= RADIX;
    }
    return at + digits;
  }

  /**
   * Reads a word, without its blank.
   *
   * @param numbers is filled: stream, index, count, sent and, for a first piece, arrived
   * @return whether it is a whole, sound piece
   */
  public static boolean read(byte[] word, int length, long[] numbers) {
    int field = 0;
    int digits = 0;
    long number = 0;
    for (int i = 0; i < length; i++) {
      byte each = word[i];
      if (each == '.') {
        if (digits == 0 || field == 4) {
          return false;
        }
        numbers[field++] = number;
        digits = 0;
        number = 0;
        continue;
      }
      int digit = digit(each);
      if (digit < 0 || ++digits > LONGEST_NUMBER - 1) {
        return false;
      }
      number = number * RADIX + digit;
    }
    if (digits == 0) {
      return false;
    }
    numbers[field++] = number;
    return field == (numbers[1] == 0 ? 5 : 4) && numbers[1] < numbers[2];
  }

  private static int digit(byte letter) {
    if (letter >= '0' && letter <= '9') {
      return letter - '0';
    }
    return letter >= 'a' && letter <= 'z' ? letter - 'a' + 10 : -1;
  }
}
