package rapport.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static rapport.testing.RawSocket.BINARY;
import static rapport.testing.RawSocket.CLOSE;
import static rapport.testing.RawSocket.CONTINUATION;
import static rapport.testing.RawSocket.FINAL;
import static rapport.testing.RawSocket.PING;
import static rapport.testing.RawSocket.PONG;
import static rapport.testing.RawSocket.TEXT;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rapport.testing.RawSocket;
import rapport.testing.RawSocket.Frame;
import rapport.testing.TestGateway;

/** RFC 6455 as a hostile client reads it. */
@Timeout(30)
class FrameRulesTest {
  private static final String PING_7 = "{\"type\":\"ping\",\"n\":7}";
  private static final int LARGEST = 64 * 1024;

  private static TestGateway gateway;

  @BeforeAll
  static void start() {
    gateway = TestGateway.empty(Map.of());
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void frame_of64KiB_isRead() {
    try (RawSocket raw = RawSocket.join(gateway.port())) {
      String n = "x".repeat(LARGEST - "{\"type\":\"ping\",\"n\":\"\"}".length());
      raw.text("{\"type\":\"ping\",\"n\":\"" + n + "\"}");
      assertThat(raw.await("pong").getString("n")).isEqualTo(n);
    }
  }

  @Test
  void frame_of64KiBAndOneByte_closesWith1009() {
    try (RawSocket raw = RawSocket.join(gateway.port())) {
      raw.text("x".repeat(LARGEST + 1));
      assertThat(raw.closeCode()).isEqualTo(1009);
    }
  }

  @Test
  void frame_thatClaimsToBeHuge_closesWith1009BeforeItComes() {
    try (RawSocket raw = RawSocket.join(gateway.port())) {
      raw.hex("81 FF 00 00 00 40 00 00 00 00 01 02 03 04");
      assertThat(raw.closeCode()).isEqualTo(1009);
    }
  }

  @Test
  void fragments_of64KiBTogether_areOneMessage() {
    try (RawSocket raw = RawSocket.join(gateway.port())) {
      String n = "é".repeat((LARGEST - "{\"type\":\"ping\",\"n\":\"\"}".length()) / 2);
      byte[] message = ("{\"type\":\"ping\",\"n\":\"" + n + "\"}").getBytes(UTF_8);
      raw.fragments(split(message, 1_001));
      assertThat(raw.await("pong").getString("n")).isEqualTo(n);
    }
  }

  @Test
  void fragments_tooLargeTogether_closeWith1009() {
    try (RawSocket raw = RawSocket.join(gateway.port())) {
      raw.fragments(split("x".repeat(LARGEST + 1).getBytes(UTF_8), 16_000));
      assertThat(raw.closeCode()).isEqualTo(1009);
    }
  }

  @Test
  void fragments_ofOneByteEach_areOneMessage() {
    try (RawSocket raw = RawSocket.join(gateway.port())) {
      String n = "日本語 🎧 ".repeat(60);
      raw.fragments(split(("{\"type\":\"ping\",\"n\":\"" + n + "\"}").getBytes(UTF_8), 1));
      assertThat(raw.await("pong").getString("n")).isEqualTo(n);
    }
  }

  @Test
  void fragments_emptyOnesFirstAmongAndLast_areOneMessage_asIsTheNext() {
    try (RawSocket raw = RawSocket.join(gateway.port())) {
      raw.fragments(new byte[0], PING_7.getBytes(UTF_8));
      assertThat(raw.await("pong").getInteger("n")).isEqualTo(7);
      raw.text("{\"type\":\"ping\",\"n\":8}");
      assertThat(raw.await("pong").getInteger("n")).isEqualTo(8);
      byte[][] halves = split("{\"type\":\"ping\",\"n\":9}".getBytes(UTF_8), 11);
      raw.fragments(new byte[0], halves[0], new byte[0], halves[1], new byte[0]);
      assertThat(raw.await("pong").getInteger("n")).isEqualTo(9);
    }
  }

  @Test
  void fragments_allEmpty_areAnEmptyMessage_whichIsABadRequest() {
    try (RawSocket raw = RawSocket.join(gateway.port())) {
      raw.fragments(new byte[0], new byte[0]);
      assertThat(raw.await("error").getString("code")).isEqualTo("bad_request");
      raw.frame(FINAL | TEXT);
      assertThat(raw.await("error").getString("code")).isEqualTo("bad_request");
    }
  }

  @Test
  void message_thatIsBinary_closesWith1003() {
    try (RawSocket raw = RawSocket.join(gateway.port())) {
      raw.frame(FINAL | BINARY, PING_7.getBytes(UTF_8));
      assertThat(raw.closeCode()).isEqualTo(1003);
    }
  }

  @Test
  void message_thatIsBinaryInFragments_closesWith1003() {
    try (RawSocket raw = RawSocket.join(gateway.port())) {
      raw.frame(BINARY, PING_7.getBytes(UTF_8)).frame(FINAL | CONTINUATION, (byte) 1);
      assertThat(raw.closeCode()).isEqualTo(1003);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FF",
        "80",
        "C0 AF", // overlong
        "E0 80 AF",
        "ED A0 80", // half a surrogate pair
        "F4 90 80 80", // beyond U+10FFFF
        "F8 88 80 80 80",
        "C3", // the message ends within a character
        "E6 97",
        "F0 9F 8E"
      })
  void text_thatIsNotUtf8_closesWith1007_inOneFrameAndInFragments(String hex) {
    byte[] bad = HexFormat.of().parseHex(hex.replace(" ", ""));
    try (RawSocket raw = RawSocket.join(gateway.port())) {
      raw.frame(FINAL | TEXT, join("{\"type\":\"ping\",\"n\":\"".getBytes(UTF_8), bad));
      assertThat(raw.closeCode()).isEqualTo(1007);
    }
    try (RawSocket raw = RawSocket.join(gateway.port())) {
      raw.fragments(split(join("{\"type\":\"ping\",\"n\":\"".getBytes(UTF_8), bad), 1));
      assertThat(raw.closeCode()).isEqualTo(1007);
    }
  }

  @Test
  void text_thatIsNotUtf8InItsFirstFragment_closesWith1007BeforeItsEnd() {
    try (RawSocket raw = RawSocket.join(gateway.port())) {
      raw.frame(TEXT, "{\"type\":\"\u00ff".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
      raw.frame(CONTINUATION, (byte) 'x');
      assertThat(raw.closeCode()).isEqualTo(1007);
    }
  }

  @Test
  void pingsAndPongs_betweenFragments_areAnsweredAndNotPartOfTheText() {
    try (RawSocket raw = RawSocket.join(gateway.port())) {
      byte[][] parts = split("{\"type\":\"ping\",\"n\":\"日本\"}".getBytes(UTF_8), 21);
      raw.frame(TEXT, parts[0]);
      raw.frame(FINAL | PING, (byte) 0xFF, (byte) 0xFE);
      raw.frame(FINAL | PONG, (byte) 0xFF, (byte) 0xFE);
      assertThat(raw.awaitFrame(PONG).payload()).containsExactly(0xFF, 0xFE);
      raw.frame(FINAL | CONTINUATION, parts[1]);
      assertThat(raw.await("pong").getString("n")).isEqualTo("日本");
    }
  }

  @Test
  void ping_ofUpTo125Bytes_isAnsweredWithTheSame() {
    try (RawSocket raw = RawSocket.join(gateway.port())) {
      raw.frame(FINAL | PING);
      assertThat(raw.awaitFrame(PONG).payload()).isEmpty();
      byte[] most = "p".repeat(125).getBytes(UTF_8);
      raw.frame(FINAL | PING, most);
      assertThat(raw.awaitFrame(PONG).payload()).isEqualTo(most);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80 81 00 00 00 00 41", // a continuation of nothing
        "00 81 00 00 00 00 41",
        "01 81 00 00 00 00 41 81 81 00 00 00 00 41", // a text within a text
        "C1 81 00 00 00 00 41", // reserved bits
        "A1 81 00 00 00 00 41",
        "91 81 00 00 00 00 41",
        "83 80 00 00 00 00", // reserved opcodes
        "87 80 00 00 00 00",
        "8B 80 00 00 00 00",
        "8F 80 00 00 00 00",
        "81 01 41", // unmasked
        "89 00",
        "09 80 00 00 00 00", // control frames come whole
        "88 81 00 00 00 00 03", // half a close code
      })
  void frames_againstTheProtocol_closeWith1002(String hex) {
    try (RawSocket raw = RawSocket.join(gateway.port())) {
      raw.hex(hex);
      assertThat(raw.closeCode()).isEqualTo(1002);
    }
  }

  @Test
  void ping_ofMoreThan125Bytes_closesWith1002() {
    try (RawSocket raw = RawSocket.join(gateway.port())) {
      raw.frame(FINAL | PING, new byte[126]);
      assertThat(raw.closeCode()).isEqualTo(1002);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535})
  void close_withACodeThatMeansNothing_isAnsweredWith1002(int code) {
    try (RawSocket raw = RawSocket.join(gateway.port())) {
      raw.closing(code, "");
      assertThat(raw.closeCode()).isEqualTo(1002);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 1001, 1003, 1007, 1011, 1012, 3000, 4999})
  void close_withACode_isAnsweredWithTheSame(int code) {
    try (RawSocket raw = RawSocket.join(gateway.port())) {
      raw.closing(code, "bye");
      assertThat(raw.closeCode()).isEqualTo(code);
    }
  }

  @Test
  void close_withoutACode_isAnsweredWithoutOne() {
    try (RawSocket raw = RawSocket.join(gateway.port())) {
      raw.frame(FINAL | CLOSE);
      assertThat(raw.closeCode()).isEqualTo(1005);
    }
  }

  @Test
  void close_whoseReasonIsNotUtf8_isAnsweredWith1007() {
    try (RawSocket raw = RawSocket.join(gateway.port())) {
      raw.frame(
          FINAL | CLOSE, ByteBuffer.allocate(4).putShort((short) 1000).put((byte) 0xFF).array());
      assertThat(raw.closeCode()).isEqualTo(1007);
    }
  }

  @Test
  void close_withinAMessage_endsTheConnection() {
    try (RawSocket raw = RawSocket.join(gateway.port())) {
      raw.frame(TEXT, (byte) '{').closing(1000, "");
      assertThat(raw.closeCode()).isEqualTo(1000);
    }
  }

  @Test
  void nothing_isHeardAfterTheClose() {
    try (RawSocket raw = RawSocket.join(gateway.port())) {
      raw.bytes(join(close(), RawSocket.encoded(FINAL | TEXT, PING_7.getBytes(UTF_8))));
      List<Frame> frames = new ArrayList<>();
      raw.next().ifPresent(frames::add);
      raw.next().ifPresent(frames::add);
      assertThat(frames).hasSize(1);
      assertThat(frames.getFirst().closeCode()).isEqualTo(1000);
    }
  }

  @Test
  void framesInOneWrite_areAnsweredInTheirOrder() {
    try (RawSocket raw = RawSocket.open(gateway.port())) {
      byte[] all = RawSocket.encoded(FINAL | TEXT, "{\"type\":\"hello\"}".getBytes(UTF_8));
      all = join(all, text("{\"type\":\"ask\",\"id\":\"q1\",\"text\":\"lamp\"}"));
      all = join(all, text("{\"type\":\"ping\",\"n\":1}"));
      raw.bytes(all);
      assertThat(raw.json().getString("type")).isEqualTo("welcome");
      assertThat(raw.await("ack").getString("id")).isEqualTo("q1");
    }
  }

  private static byte[] text(String text) {
    return RawSocket.encoded(FINAL | TEXT, text.getBytes(UTF_8));
  }

  private static byte[] close() {
    return RawSocket.encoded(FINAL | CLOSE, (byte) 0x03, (byte) 0xE8);
  }

  private static byte[] join(byte[] a, byte[] b) {
    return ByteBuffer.allocate(a.length + b.length).put(a).put(b).array();
  }

  private static byte[][] split(byte[] bytes, int size) {
    byte[][] parts = new byte[(bytes.length + size - 1) / size][];
    for (int i = 0; i < parts.length; i++) {
      parts[i] =
          java.util.Arrays.copyOfRange(bytes, i * size, Math.min(bytes.length, (i + 1) * size));
    }
    return parts;
  }
}
