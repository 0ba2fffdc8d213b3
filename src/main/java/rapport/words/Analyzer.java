package rapport.words;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rapport.chat.Language;

/**
 * The words of a text, as rows and questions are compared by: in lower case, by their stem, without
 * those that mean nothing. A word with hyphens or points is there in one piece and in parts, so
 * that {@code TN-2110}, {@code TN 2110} and {@code tn2110} find each other; a measure is there in
 * its normal form ({@code 15.6in}); scripts without blanks become overlapping pairs of characters.
 */
public final class Analyzer {
  private static final int LONGEST_WORD = 40;

  /** A word: letters and digits, held together by what stands inside model numbers and names. */
  private static final Pattern WORD =
      Pattern.compile("[\\p{L}\\p{M}\\p{N}]++(?:[-'’.&+][\\p{L}\\p{M}\\p{N}]++){0,8}+\\+*+");

  private static final Pattern JOINT = Pattern.compile("[-'’.&+]+");
  private static final Pattern DECIMAL = Pattern.compile("\\d+\\.\\d+");

  private final Tongue tongue;

  private Analyzer(Tongue tongue) {
    this.tongue = tongue;
  }

  public static Analyzer of(Language language) {
    return new Analyzer(Tongue.of(language));
  }

  /** The words of {@code text} in their order, as often as they stand there. */
  public List<String> words(String text) {
    String plain = normal(text);
    List<String> words = new ArrayList<>();
    Tongue.Stemmer stemmer = tongue.stemmers().get();
    Matcher matcher = WORD.matcher(plain);
    while (matcher.find()) {
      if (Unspaced.isIn(matcher.group())) {
        addUnspaced(words, matcher.group(), stemmer);
      } else {
        addSpaced(words, matcher.group(), stemmer);
      }
    }
    Sizes.measures(plain).forEach(measure -> words.add(measure.size()));
    return words;
  }

  /** One word by its stem; as it is when it is a number or a name with digits. */
  public String stem(String word) {
    return stem(normal(word), tongue.stemmers().get());
  }

  private static String normal(String text) {
    String composed = Normalizer.normalize(text.replaceAll("[®™©]", " "), Normalizer.Form.NFKC);
    return composed.toLowerCase(Locale.ROOT);
  }

  private void addUnspaced(List<String> words, String run, Tongue.Stemmer stemmer) {
    Unspaced.split(
        run,
        pair -> {
          if (!tongue.stopWords().contains(pair)) {
            words.add(pair);
          }
        },
        word -> addSpaced(words, word, stemmer));
  }

  private void addSpaced(List<String> words, String word, Tongue.Stemmer stemmer) {
    String[] parts = JOINT.split(word);
    if (parts.length > 1 && !DECIMAL.matcher(word).matches()) {
      if (!tongue.stopWords().contains(word)) {
        add(words, String.join("", parts), stemmer);
      }
      for (String part : parts) {
        if (part.length() > 1) {
          add(words, part, stemmer);
        }
      }
    } else {
      add(words, word, stemmer);
    }
  }

  private void add(List<String> words, String word, Tongue.Stemmer stemmer) {
    if (word.isEmpty() || word.length() > LONGEST_WORD || tongue.stopWords().contains(word)) {
      return;
    }
    words.add(stem(word, stemmer));
  }

  private static String stem(String word, Tongue.Stemmer stemmer) {
    return word.codePoints().allMatch(Character::isLetter) ? stemmer.stem(word) : word;
  }
}
