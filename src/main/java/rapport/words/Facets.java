package rapport.words;

import rapport.chat.Colour;

/**
 * Properties that rows are filtered by, as words among their words. A colon is in no other word.
 */
public final class Facets {
  private Facets() {}

  public static String colour(Colour colour) {
    return "colour:" + colour.code();
  }

  /**
   * @param size in normal form
   */
  public static String size(String size) {
    return "size:" + size;
  }

  /** What a row is. */
  public static String head(String word) {
    return "head:" + word;
  }

  public static boolean is(String word) {
    return word.indexOf(':') >= 0;
  }
}
