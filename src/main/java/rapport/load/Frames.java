package rapport.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** A client's own frames: whole, masked, never compressed. */
final class Frames {
  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  private static final int FIN = 0x80;
  private static final int MASKED = 0x80;

  private Frames() {}

  static ByteBuf text(ByteBufAllocator allocator, SplittableRandom chance, String json) {
    return of(allocator, chance, TEXT, json.getBytes(StandardCharsets.UTF_8));
  }

  static ByteBuf of(
      ByteBufAllocator allocator, SplittableRandom chance, int opcode, byte[] payload) {
    ByteBuf frame = allocator.directBuffer(payload.length + 14);
    frame.writeByte(FIN | opcode);
    if (payload.length < 126) {
      frame.writeByte(MASKED | payload.length);
    } else if (payload.length < 1 << 16) {
      frame.writeByte(MASKED | 126).writeShort(payload.length);
    } else {
      frame.writeByte(MASKED | 127).writeLong(payload.length);
    }
    int mask = chance.nextInt();
    frame.writeInt(mask);
    for (int i = 0; i < payload.length; i++) {
      frame.writeByte(payload[i] ^ (mask >>> (24 - 8 * (i & 3))));
    }
    return frame;
  }

  /** A text as it stands in JSON, quotes included. */
  static String quoted(String text) {
    StringBuilder json = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (letter == '"' || letter == '\\') {
        json.append('\\').append(letter);
      } else if (letter < ' ') {
        json.append("\\u%04x".formatted((int) letter));
      } else {
        json.append(letter);
      }
    }
    return json.append('"').toString();
  }
}
