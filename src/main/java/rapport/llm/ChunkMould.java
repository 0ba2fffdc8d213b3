package rapport.llm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of one answer, which mostly differ in their words alone: one that begins and ends as
 * the one before did is not read as JSON again. Only words without quotes, backslashes and control
 * characters are taken so, since nothing but words can be in their place then; for the others there
 * is {@link ChatChunk}.
 */
final class ChunkMould {
  private static final char REPLACEMENT = '\uFFFD';

  private byte[] before = {};
  private byte[] after = {};

  /** The words of a chunk that is like the one learned; null when it may not be. */
  @Nullable String words(byte[] bytes, int offset, int length) {
    int from = offset + before.length;
    int to = offset + length - after.length;
    if (before.length == 0
        || from > to
        || !Arrays.equals(bytes, offset, from, before, 0, before.length)
        || !Arrays.equals(bytes, to, offset + length, after, 0, after.length)
        || !isPlain(bytes, from, to)) {
      return null;
    }
    String words = new String(bytes, from, to - from, UTF_8);
    return words.indexOf(REPLACEMENT) < 0 ? words : null; // what is no UTF-8 is mended elsewhere
  }

  private static boolean isPlain(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      byte each = bytes[i];
      if (each == '"' || each == '\\' || (each >= 0 && each < ' ')) {
        return false;
      }
    }
    return true;
  }

  /** Remembers how this chunk begins and ends, if it has words and nothing else to say. */
  void learn(ChatChunk chunk, byte[] bytes, int offset, int length) {
    boolean placed = chunk.contentStart() > offset; // not in UTF-16, whose places nobody tells
    if (placed && chunk.isWordsAlone()) {
      before = Arrays.copyOfRange(bytes, offset, chunk.contentStart());
      after = Arrays.copyOfRange(bytes, chunk.contentEnd(), offset + length);
    }
  }
}
