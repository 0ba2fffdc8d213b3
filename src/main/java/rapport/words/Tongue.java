package rapport.words;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.da.DanishAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.el.GreekAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.fi.FinnishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.hu.HungarianAnalyzer;
import org.apache.lucene.analysis.id.IndonesianAnalyzer;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.no.NorwegianAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.ro.RomanianAnalyzer;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.sv.SwedishAnalyzer;
import org.apache.lucene.analysis.tr.TurkishAnalyzer;
import org.tartarus.snowball.SnowballStemmer;
import org.tartarus.snowball.ext.ArabicStemmer;
import org.tartarus.snowball.ext.DanishStemmer;
import org.tartarus.snowball.ext.DutchStemmer;
import org.tartarus.snowball.ext.FinnishStemmer;
import org.tartarus.snowball.ext.FrenchStemmer;
import org.tartarus.snowball.ext.GermanStemmer;
import org.tartarus.snowball.ext.GreekStemmer;
import org.tartarus.snowball.ext.HungarianStemmer;
import org.tartarus.snowball.ext.IndonesianStemmer;
import org.tartarus.snowball.ext.ItalianStemmer;
import org.tartarus.snowball.ext.NorwegianStemmer;
import org.tartarus.snowball.ext.PortugueseStemmer;
import org.tartarus.snowball.ext.RomanianStemmer;
import org.tartarus.snowball.ext.RussianStemmer;
import org.tartarus.snowball.ext.SpanishStemmer;
import org.tartarus.snowball.ext.SwedishStemmer;
import org.tartarus.snowball.ext.TurkishStemmer;
import rapport.chat.Language;

/**
 * What is particular to a language: its words that mean nothing alone, and how a word is brought to
 * its stem. English is folded by number only: "controller" is not "controlled".
 */
record Tongue(Set<String> stopWords, Supplier<Stemmer> stemmers) {
  /** For one thread. */
  @FunctionalInterface
  interface Stemmer {
    String stem(String word);
  }

  private static final Pattern NO_PLURAL = Pattern.compile("(?:ss|us|is)$");
  private static final Pattern HISSING = Pattern.compile("(?:ch|sh|x|ss|zz)es$");
  private static final Stemmer NONE = word -> word;
  private static final Tongue OTHER = new Tongue(Set.of(), () -> NONE);
  private static final Map<String, Tongue> BY_LANGUAGE =
      Map.ofEntries(
          Map.entry("en", new Tongue(StopWords.ENGLISH, () -> Tongue::withoutPlural)),
          Map.entry("zh", new Tongue(StopWords.CHINESE, () -> NONE)),
          entry("ar", ArabicAnalyzer.getDefaultStopSet(), ArabicStemmer::new),
          entry("da", DanishAnalyzer.getDefaultStopSet(), DanishStemmer::new),
          entry("de", GermanAnalyzer.getDefaultStopSet(), GermanStemmer::new),
          entry("el", GreekAnalyzer.getDefaultStopSet(), GreekStemmer::new),
          entry("es", SpanishAnalyzer.getDefaultStopSet(), SpanishStemmer::new),
          entry("fi", FinnishAnalyzer.getDefaultStopSet(), FinnishStemmer::new),
          entry("fr", FrenchAnalyzer.getDefaultStopSet(), FrenchStemmer::new),
          entry("hu", HungarianAnalyzer.getDefaultStopSet(), HungarianStemmer::new),
          entry("id", IndonesianAnalyzer.getDefaultStopSet(), IndonesianStemmer::new),
          entry("it", ItalianAnalyzer.getDefaultStopSet(), ItalianStemmer::new),
          entry("nl", DutchAnalyzer.getDefaultStopSet(), DutchStemmer::new),
          entry("no", NorwegianAnalyzer.getDefaultStopSet(), NorwegianStemmer::new),
          entry("pt", PortugueseAnalyzer.getDefaultStopSet(), PortugueseStemmer::new),
          entry("ro", RomanianAnalyzer.getDefaultStopSet(), RomanianStemmer::new),
          entry("ru", RussianAnalyzer.getDefaultStopSet(), RussianStemmer::new),
          entry("sv", SwedishAnalyzer.getDefaultStopSet(), SwedishStemmer::new),
          entry("tr", TurkishAnalyzer.getDefaultStopSet(), TurkishStemmer::new));

  static Tongue of(Language language) {
    return BY_LANGUAGE.getOrDefault(language.code(), OTHER);
  }

  private static Map.Entry<String, Tongue> entry(
      String code, CharArraySet stopWords, Supplier<SnowballStemmer> stemmer) {
    return Map.entry(code, new Tongue(StopWords.of(stopWords), () -> snowball(stemmer.get())));
  }

  private static Stemmer snowball(SnowballStemmer stemmer) {
    return word -> {
      stemmer.setCurrent(word);
      stemmer.stem();
      return stemmer.getCurrent();
    };
  }

  /**
   * After Harman, "How effective is suffixing?" (1991), and without the e of boxes and switches.
   */
  private static String withoutPlural(String word) {
    int length = word.length();
    if (length < 4 || !word.endsWith("s") || NO_PLURAL.matcher(word).find()) {
      return word;
    }
    if (word.endsWith("ies") && length > 4) {
      return word.substring(0, length - 3) + "y";
    }
    return HISSING.matcher(word).find()
        ? word.substring(0, length - 2)
        : word.substring(0, length - 1);
  }
}
