package rapport.search;

import java.util.function.Predicate;

/**
 * What a question still says when everything that changes a constraint is cut: nothing, a feature
 * ("waterproof ones"), or a thing of its own ("tents").
 *
 * @param feature words to add to the topic; empty: none
 * @param isThing whether it is a topic of its own
 * @param renamed whether it names the topic's own thing again
 */
record Leftover(String feature, boolean isThing, boolean renamed) {
  static Leftover of(String text, String topic, Predicate<String> isKind) {
    return text.chars().anyMatch(Character::isIdeographic)
        ? ChineseLeftover.of(text, topic, isKind)
        : EnglishLeftover.of(text, topic, isKind);
  }

  boolean isNothing() {
    return feature.isEmpty() && !isThing;
  }

  static Leftover nothing(boolean renamed) {
    return new Leftover("", false, renamed);
  }

  static Leftover thing() {
    return new Leftover("", true, false);
  }

  static Leftover feature(String words) {
    return words.isBlank() ? nothing(false) : new Leftover(words, false, false);
  }
}
