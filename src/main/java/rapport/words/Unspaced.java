package rapport.words;

import java.util.function.Consumer;

/** Scripts that put no blanks between words. */
public final class Unspaced {
  private Unspaced() {}

  /** Whether {@code text} has a character of such a script. */
  public static boolean isIn(String text) {
    return text.codePoints().anyMatch(Unspaced::is);
  }

  /** Whether a character is of such a script. */
  public static boolean is(int character) {
    return switch (Character.UnicodeScript.of(character)) {
      case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
      default -> false;
    };
  }

  /**
   * Takes {@code text} apart: runs of such scripts into overlapping pairs, a single character where
   * it stands alone; what is between the runs as it is.
   */
  static void split(String text, Consumer<String> pairs, Consumer<String> others) {
    int[] characters = text.codePoints().toArray();
    int start = 0;
    while (start < characters.length) {
      boolean unspaced = is(characters[start]);
      int end = start + 1;
      while (end < characters.length && is(characters[end]) == unspaced) {
        end++;
      }
      if (unspaced) {
        pairs(characters, start, end, pairs);
      } else {
        others.accept(new String(characters, start, end - start));
      }
      start = end;
    }
  }

  private static void pairs(int[] characters, int start, int end, Consumer<String> pairs) {
    if (end - start == 1) {
      pairs.accept(new String(characters, start, 1));
    }
    for (int i = start; i + 1 < end; i++) {
      pairs.accept(new String(characters, i, 2));
    }
  }
}
