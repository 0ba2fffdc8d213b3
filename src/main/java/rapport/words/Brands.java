package rapport.words;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds a catalogue's brands in a text. Immutable. */
public final class Brands {
  public static final Brands NONE = new Brands(List.of());

  /** What a company's name has that a shopper leaves out. */
  private static final Pattern SUFFIX =
      Pattern.compile(
          "\\.com$|,? (?:technolog(?:y|ies)|electronics|inc\\.?|corp\\.?|ltd\\.?|gmbh|company)$");

  /** By their first two characters in lower case, the longest name first. */
  private final Map<Integer, List<Name>> byStart = new HashMap<>();

  public Brands(Collection<String> names) {
    names.stream().filter(name -> !name.isBlank()).forEach(this::add);
    byStart
        .values()
        .forEach(list -> list.sort(Comparator.comparingInt((Name n) -> -n.lower.length())));
  }

  private void add(String written) {
    String lower = written.strip().toLowerCase(Locale.ROOT);
    String bare = SUFFIX.matcher(lower).replaceFirst("");
    Stream.of(
            lower,
            bare,
            bare.replace('-', ' '),
            bare.replace("-", ""),
            bare.replace("'", ""),
            bare.replace(" & ", " and "))
        .filter(name -> !name.isBlank())
        .distinct()
        .forEach(name ->
            byStart
                .computeIfAbsent(start(name, 0), c -> new ArrayList<>())
                .add(new Name(written, name)));
  }

  private static Integer start(String text, int position) {
    int next = position + 1 < text.length() ? text.charAt(position + 1) : ' ';
    return (text.charAt(position) << 16) | next;
  }

  /** The brands named in {@code text}, in their order; of overlapping names the longest. */
  public List<Mention> in(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.length() != text.length()) {
      lower = text;
    }
    List<Mention> mentions = new ArrayList<>();
    for (int i = 0; i < lower.length(); i++) {
      Name name = joins(lower, i - 1, i) ? null : nameAt(lower, i);
      if (name != null) {
        mentions.add(new Mention(name.written, i, i + name.lower.length()));
        i += name.lower.length() - 1;
      }
    }
    return mentions;
  }

  private @Nullable Name nameAt(String text, int start) {
    for (Name name : byStart.getOrDefault(start(text, start), List.of())) {
      int end = start + name.lower.length();
      if (text.startsWith(name.lower, start) && !joins(text, end, end - 1)) {
        return name;
      }
    }
    return null;
  }

  /** Letters beside a name make it part of another word, except in scripts without blanks. */
  private static boolean joins(String text, int outside, int inside) {
    if (outside < 0 || outside >= text.length()) {
      return false;
    }
    char beside = text.charAt(outside);
    boolean unspaced =
        Character.isIdeographic(beside) || Character.isIdeographic(text.charAt(inside));
    return !unspaced && Character.isLetterOrDigit(beside);
  }

  /** A brand as the catalogue writes it, named from {@code start} to {@code end}. */
  public record Mention(String brand, int start, int end) {}

  private record Name(String written, String lower) {}
}
