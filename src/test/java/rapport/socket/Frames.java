package rapport.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import rapport.chat.Entry;
import rapport.chat.TurnId;

/** The frames of a socket, for benchmarks, which live elsewhere. */
public final class Frames {
  private final TurnId turn = new TurnId("018f3a2b-7c4d-7e5f-8a9b-0c1d2e3f4a5b");

  /** What a client said. */
  public Object read(String text) {
    return FrameReader.read(text, null);
  }

  /** A piece of an answer. The caller releases it. */
  public ByteBuf token(int from, String text, ByteBufAllocator allocator) {
    return FrameWriter.write(new ServerFrame.Token(turn, from, text), allocator);
  }

  /** The end of an answer. The caller releases it. */
  public ByteBuf recorded(Entry entry, ByteBufAllocator allocator) {
    return FrameWriter.write(new ServerFrame.Recorded(new Entry.Numbered(7, entry)), allocator);
  }
}
