package rapport.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

class FrameReaderTest implements FrameReader.Sink {
  private final List<String> heard = new ArrayList<>();

  @Test
  void frames_areTheSame_howeverTheirBytesAreCut() {
    byte[] all = stream();
    List<String> whole = read(all, all.length, false);

    assertThat(whole)
        .containsExactly(
            "short", "x".repeat(200), "y".repeat(70_000), "ping p", "in three parts", "close 1012");
    for (int cut = 1; cut < 400; cut++) {
      assertThat(read(all, cut, false)).as("cut every %d bytes", cut).isEqualTo(whole);
    }
  }

  @Test
  void compressedFrames_shareTheirWindow() {
    Deflater deflater = new Deflater(6, true);
    ByteBuf out = Unpooled.buffer();
    for (int i = 0; i < 3; i++) {
      byte[] text = "the same words again and again".getBytes(UTF_8);
      byte[] packed = new byte[200];
      deflater.setInput(text);
      int length = deflater.deflate(packed, 0, packed.length, Deflater.SYNC_FLUSH) - 4;
      out.writeBytes(frame(0x80 | 0x40 | Frames.TEXT, Arrays.copyOf(packed, length)));
    }
    deflater.end();
    byte[] bytes = new byte[out.readableBytes()];
    out.readBytes(bytes);

    for (int cut = 1; cut <= bytes.length; cut++) {
      assertThat(read(bytes, cut, true)).hasSize(3).containsOnly("the same words again and again");
    }
  }

  @Test
  void maskedFrameOfAServer_isNoFrame() {
    assertThat(read(new byte[] {(byte) 0x81, (byte) 0x81, 0, 0, 0, 0, 'x'}, 3, false))
        .containsExactly("broken");
  }

  private List<String> read(byte[] all, int cut, boolean compressed) {
    heard.clear();
    FrameReader reader = new FrameReader(new FrameReader.Scratch(), this, compressed);
    for (int at = 0; at < all.length; at += cut) {
      reader.feed(Unpooled.wrappedBuffer(all, at, Math.min(cut, all.length - at)));
    }
    reader.close();
    return List.copyOf(heard);
  }

  private static byte[] stream() {
    ByteBuf out = Unpooled.buffer();
    out.writeBytes(frame(0x81, "short".getBytes(UTF_8)));
    out.writeBytes(frame(0x81, "x".repeat(200).getBytes(UTF_8)));
    out.writeBytes(frame(0x81, "y".repeat(70_000).getBytes(UTF_8)));
    out.writeBytes(frame(0x01, "in ".getBytes(UTF_8)));
    out.writeBytes(frame(0x89, "p".getBytes(UTF_8)));
    out.writeBytes(frame(0x00, "three ".getBytes(UTF_8)));
    out.writeBytes(frame(0x80, "parts".getBytes(UTF_8)));
    out.writeBytes(frame(0x88, new byte[] {3, (byte) 0xf4}));
    byte[] bytes = new byte[out.readableBytes()];
    out.readBytes(bytes);
    return bytes;
  }

  private static byte[] frame(int head, byte[] payload) {
    ByteBuf frame = Unpooled.buffer().writeByte(head);
    if (payload.length < 126) {
      frame.writeByte(payload.length);
    } else if (payload.length < 1 << 16) {
      frame.writeByte(126).writeShort(payload.length);
    } else {
      frame.writeByte(127).writeLong(payload.length);
    }
    frame.writeBytes(payload);
    byte[] bytes = new byte[frame.readableBytes()];
    frame.readBytes(bytes);
    return bytes;
  }

  @Override
  public void text(byte[] bytes, int from, int to) {
    heard.add(new String(bytes, from, to - from, UTF_8));
  }

  @Override
  public void ping(byte[] payload) {
    heard.add("ping " + new String(payload, UTF_8));
  }

  @Override
  public void closed(int code) {
    heard.add("close " + code);
  }

  @Override
  public void broken(String why) {
    heard.add("broken");
  }
}
