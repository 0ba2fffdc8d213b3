package rapport.chaos;

import org.jspecify.annotations.Nullable;

/** A question that has not come to its end. Of its shopper. */
final class Asking {
  final String id;
  final String text;

  /** Once it is acknowledged. */
  @Nullable String turn;

  /** By {@link System#nanoTime}. */
  long sentAt;

  Asking(String id, String text) {
    this.id = id;
    this.text = text;
  }
}
