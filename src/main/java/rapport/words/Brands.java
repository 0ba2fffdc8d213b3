package rapport.words;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds a catalogue's brands in a text. Immutable. */
public final class Brands {
  public static final Brands NONE = new Brands(List.of());

  /** By first character in lower case, the longest name first. */
  private final Map<Character, List<Name>> byStart = new HashMap<>();

  public Brands(Collection<String> names) {
    names.stream()
        .filter(name -> !name.isBlank())
        .map(name -> new Name(name, name.toLowerCase(Locale.ROOT)))
        .forEach(name ->
            byStart.computeIfAbsent(name.lower.charAt(0), c -> new ArrayList<>()).add(name));
    byStart
        .values()
        .forEach(list -> list.sort(Comparator.comparingInt((Name n) -> -n.lower.length())));
  }

  /** The brands named in {@code text}, in their order; of overlapping names the longest. */
  public List<Mention> in(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.length() != text.length()) {
      lower = text;
    }
    List<Mention> mentions = new ArrayList<>();
    for (int i = 0; i < lower.length(); i++) {
      for (Name name : byStart.getOrDefault(lower.charAt(i), List.of())) {
        if (lower.startsWith(name.lower, i) && isWhole(lower, i, i + name.lower.length())) {
          mentions.add(new Mention(name.written, i, i + name.lower.length()));
          i += name.lower.length() - 1;
          break;
        }
      }
    }
    return mentions;
  }

  /** Letters beside a name make it part of another word, except in scripts without blanks. */
  private static boolean isWhole(String text, int start, int end) {
    return !joins(text, start - 1, start) && !joins(text, end, end - 1);
  }

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
