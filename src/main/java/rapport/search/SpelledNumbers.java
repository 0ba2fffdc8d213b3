package rapport.search;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Numbers in words: "two hundred and fifty", 一百五, 两千. */
final class SpelledNumbers {
  private static final Map<String, Integer> WORDS = new HashMap<>();

  static {
    List<String> upTo19 =
        List.of(
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen");
    List<String> tens =
        List.of("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");
    upTo19.forEach(word -> WORDS.put(word, upTo19.indexOf(word) + 1));
    tens.forEach(word -> WORDS.put(word, (tens.indexOf(word) + 2) * 10));
    WORDS.putAll(Map.of("a", 1, "hundred", 100, "thousand", 1000, "grand", 1000));
  }

  private static final String WORD =
      """
      (?: one | two | three | four(?:teen)? | five | six(?:teen)? | seven(?:teen)?
        | eight(?:een)? | nine(?:teen)?
        | ten | eleven | twelve | thirteen | fifteen | twenty | thirty | forty | fifty | sixty
        | seventy
        | eighty | ninety | hundred | thousand | grand )
      """;

  /** To be put into a pattern of {@link Phrases#words}. */
  static final String PATTERN =
      """
      (?: \\b (?: a (?=\\s(?:hundred|thousand|grand)\\b) | WORD )
          (?: (?: (?<= hundred | thousand ) \\s and \\s (?! WORD \\s (?:hundred|thousand) )
            | [\\s-] ) WORD \\b )*+ \\b
        | [一二两三四五六七八九十百千万] [一二两三四五六七八九十百千万零]{0,8} )
      """
          .replace("WORD", WORD);

  private static final String DIGITS = "零一二三四五六七八九";
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s-]+");

  private SpelledNumbers() {}

  static boolean isChinese(String number) {
    return Character.isIdeographic(number.charAt(0));
  }

  static long value(String number) {
    return isChinese(number) ? chinese(number) : english(number);
  }

  private static long english(String number) {
    long total = 0;
    long part = 0;
    for (String word : BETWEEN_WORDS.split(number.toLowerCase(Locale.ROOT))) {
      int value = WORDS.getOrDefault(word, 0);
      if (value == 1000) {
        total += Math.max(part, 1) * value;
        part = 0;
      } else if (value == 100) {
        part = Math.max(part, 1) * value;
      } else {
        boolean hundreds = part > 0 && part < 10 && value >= 10;
        part = (hundreds ? part * 100 : part) + value;
      }
    }
    return total + part;
  }

  private static long chinese(String number) {
    long total = 0;
    long part = 0;
    long digit = 0;
    long unit = 1;
    for (int i = 0; i < number.length(); i++) {
      char c = number.charAt(i);
      if (unit(c) == 1) {
        digit = digit(c);
        unit = c == '零' ? 1 : unit;
      } else if (c == '万') {
        total = (total + Math.max(part + digit, 1)) * 10_000;
        part = 0;
        digit = 0;
        unit = 10_000;
      } else {
        part += Math.max(digit, 1) * unit(c);
        digit = 0;
        unit = unit(c);
      }
    }
    return total + part + digit * (unit > 10 ? unit / 10 : 1);
  }

  static boolean isDigit(char c) {
    return unit(c) == 1 && c != '零';
  }

  static int digit(char c) {
    return c == '两' ? 2 : DIGITS.indexOf(c);
  }

  private static long unit(char c) {
    return switch (c) {
      case '十' -> 10;
      case '百' -> 100;
      case '千' -> 1_000;
      case '万' -> 10_000;
      default -> 1;
    };
  }
}
