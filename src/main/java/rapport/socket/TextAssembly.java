package rapport.socket;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * The text of one message, from as many fragments as it comes in. Strict UTF-8 (RFC 3629): what is
 * not fails at the first fragment that shows it. Netty's own validator would take a pong between
 * two fragments for a part of the text.
 */
final class TextAssembly {
  private static final ByteBuffer NONE = ByteBuffer.allocate(0);

  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private final StringBuilder text = new StringBuilder();
  private int bytes;

  /** The first bytes of a character whose others are in the next fragment. */
  private ByteBuffer begun = NONE;

  /** A message that came whole. */
  static String whole(ByteBuf message) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(message.nioBuffer()).toString();
  }

  /** How many bytes the message has so far. */
  int bytes() {
    return bytes;
  }

  /** Adds a fragment; {@code last} ends the message. */
  void add(ByteBuf fragment, boolean last) throws CharacterCodingException {
    bytes += fragment.readableBytes();
    ByteBuffer in = joined(begun, fragment);
    CharBuffer out = CharBuffer.allocate(in.remaining());
    check(decoder.decode(in, out, last));
    if (last) {
      check(decoder.flush(out));
    }
    text.append(out.flip());
    begun = in.hasRemaining() ? ByteBuffer.allocate(in.remaining()).put(in).flip() : NONE;
  }

  String text() {
    return text.toString();
  }

  private static ByteBuffer joined(ByteBuffer begun, ByteBuf fragment) {
    if (!begun.hasRemaining()) {
      return fragment.nioBuffer();
    }
    return ByteBuffer.allocate(begun.remaining() + fragment.readableBytes())
        .put(begun)
        .put(fragment.nioBuffer())
        .flip();
  }

  private static void check(CoderResult result) throws CharacterCodingException {
    if (result.isError()) {
      result.throwException();
    }
  }
}
