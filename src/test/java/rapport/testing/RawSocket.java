package rapport.testing;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A client that is as rude as a test needs: it shakes hands as told and sends any bytes as frames.
 * Blocks for what it waits for, ten seconds at most.
 */
public final class RawSocket implements AutoCloseable {
  public static final int CONTINUATION = 0;
  public static final int TEXT = 1;
  public static final int BINARY = 2;
  public static final int CLOSE = 8;
  public static final int PING = 9;
  public static final int PONG = 10;
  public static final int FINAL = 0x80;

  /** The close code of a connection that ended without one. */
  public static final int NO_CODE = 1006;

  private static final int MILLIS = 10_000;
  private static final byte[] MASK = {0x12, 0x34, 0x56, 0x78};

  private final Socket socket;
  private final DataInputStream in;
  private String answer = "";

  private RawSocket(int port, int receiveBuffer) {
    try {
      socket = new Socket();
      if (receiveBuffer > 0) {
        socket.setReceiveBufferSize(receiveBuffer);
      }
      socket.setSoTimeout(MILLIS);
      socket.setTcpNoDelay(true);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), MILLIS);
      in = new DataInputStream(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A connection that has said nothing. */
  public static RawSocket connect(int port) {
    return new RawSocket(port, 0);
  }

  /** A connection whose machine takes little more than {@code bytes} it has not read. */
  public static RawSocket connect(int port, int bytes) {
    return new RawSocket(port, bytes);
  }

  /** A socket after a handshake with these headers besides the usual. */
  public static RawSocket open(int port, String... headers) {
    RawSocket raw = connect(port).handshake(headers);
    if (!raw.answer.startsWith("HTTP/1.1 101")) {
      throw new AssertionError(raw.answer);
    }
    return raw;
  }

  /** A socket that has said hello and been welcomed. */
  public static RawSocket join(int port) {
    RawSocket raw = open(port);
    raw.text("{\"type\":\"hello\"}");
    raw.await("welcome");
    return raw;
  }

  /** Asks for a WebSocket; {@link #answer} has the head of what comes. */
  public RawSocket handshake(String... headers) {
    return request(
        "GET /v1/chat HTTP/1.1",
        join(
            headers,
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="));
  }

  private static String[] join(String[] own, String... usual) {
    String[] all = new String[own.length + usual.length];
    System.arraycopy(own, 0, all, 0, own.length);
    System.arraycopy(usual, 0, all, own.length, usual.length);
    return all;
  }

  /** Sends a request without a body and reads the head of the answer. */
  public RawSocket request(String line, String... headers) {
    StringBuilder head = new StringBuilder(line).append("\r\nHost: shop.example\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    bytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    answer = head();
    return this;
  }

  /**
   * Sends the body of a request, whose head was sent as {@link #bytes}, and reads the head of the
   * answer.
   */
  public RawSocket request(byte[] body) {
    bytes(body);
    answer = head();
    return this;
  }

  private String head() {
    StringBuilder head = new StringBuilder();
    try {
      while (head.indexOf("\r\n\r\n") < 0) {
        head.append((char) in.readUnsignedByte());
      }
    } catch (IOException e) {
      throw new AssertionError("no answer came, only: " + head, e);
    }
    return head.toString();
  }

  /** The status line and headers of the last answer. */
  public String answer() {
    return answer;
  }

  /** What follows the head, to the end of the connection. */
  public String rest() {
    try {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends bytes as they are. */
  public RawSocket bytes(byte... bytes) {
    try {
      socket.getOutputStream().write(bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends bytes in hexadecimal as they are. */
  public RawSocket hex(String hex) {
    return bytes(HexFormat.of().parseHex(hex.replace(" ", "")));
  }

  /** Sends a masked frame. {@code first} is its first byte: flags and opcode. */
  public RawSocket frame(int first, byte... payload) {
    return bytes(encoded(first, payload));
  }

  /** A masked frame. */
  public static byte[] encoded(int first, byte... payload) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream(payload.length + 14);
    frame.write(first);
    if (payload.length < 126) {
      frame.write(0x80 | payload.length);
    } else if (payload.length < 65_536) {
      frame.write(0x80 | 126);
      frame.writeBytes(ByteBuffer.allocate(2).putShort((short) payload.length).array());
    } else {
      frame.write(0x80 | 127);
      frame.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
    }
    frame.writeBytes(MASK);
    for (int i = 0; i < payload.length; i++) {
      frame.write(payload[i] ^ MASK[i & 3]);
    }
    return frame.toByteArray();
  }

  public RawSocket text(String text) {
    return frame(FINAL | TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  public RawSocket send(JsonObject json) {
    return text(json.encode());
  }

  /** A text of one's own bytes, each array a fragment; the last one ends it. */
  public RawSocket fragments(byte[]... fragments) {
    for (int i = 0; i < fragments.length; i++) {
      boolean last = i == fragments.length - 1;
      frame((last ? FINAL : 0) | (i == 0 ? TEXT : CONTINUATION), fragments[i]);
    }
    return this;
  }

  public RawSocket closing(int code, String reason) {
    byte[] text = reason.getBytes(StandardCharsets.UTF_8);
    return frame(
        FINAL | CLOSE,
        ByteBuffer.allocate(2 + text.length).putShort((short) code).put(text).array());
  }

  /** The next frame, or empty at the end of the connection. */
  public Optional<Frame> next() {
    try {
      int first = in.read();
      if (first < 0) {
        return Optional.empty();
      }
      int second = in.readUnsignedByte();
      long length = second & 0x7F;
      if (length == 126) {
        length = in.readUnsignedShort();
      } else if (length == 127) {
        length = in.readLong();
      }
      byte[] payload = new byte[(int) length];
      in.readFully(payload);
      return Optional.of(new Frame(first & 0xF, (first & FINAL) != 0, payload));
    } catch (EOFException | SocketException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new AssertionError("nothing came for 10 s", e);
    }
  }

  /** The next frame of this kind; others are passed over. */
  public Frame awaitFrame(int opcode) {
    while (true) {
      Frame frame = next().orElseThrow(() -> new AssertionError("the connection ended"));
      if (frame.opcode == opcode) {
        return frame;
      }
      if (frame.opcode == CLOSE) {
        throw new AssertionError("closed with " + frame.closeCode());
      }
    }
  }

  /** The next message; pings are passed over. */
  public JsonObject json() {
    return new JsonObject(awaitFrame(TEXT).text());
  }

  /** The next message of this type; others are passed over. */
  public JsonObject await(String type) {
    while (true) {
      JsonObject json = json();
      if (type.equals(json.getString("type"))) {
        return json;
      }
    }
  }

  /** Reads to the end of the connection: the code of the close frame, or {@link #NO_CODE}. */
  public int closeCode() {
    int code = NO_CODE;
    while (true) {
      var frame = next();
      if (frame.isEmpty()) {
        return code;
      }
      if (frame.get().opcode == CLOSE) {
        code = frame.get().closeCode();
        try {
          socket.shutdownOutput();
        } catch (IOException e) {
          return code;
        }
      }
    }
  }

  /** Everything there is to read, to the end of the connection; how many bytes. */
  public long drain() {
    try {
      InputStream all = in;
      return all.transferTo(java.io.OutputStream.nullOutputStream());
    } catch (SocketException e) {
      return -1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A frame as it came. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Frame(int opcode, boolean last, byte[] payload) {
    public String text() {
      return new String(payload, StandardCharsets.UTF_8);
    }

    public int closeCode() {
      return payload.length < 2 ? 1005 : ByteBuffer.wrap(payload).getShort() & 0xFFFF;
    }
  }
}
