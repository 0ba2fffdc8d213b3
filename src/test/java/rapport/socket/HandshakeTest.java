package rapport.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.testing.RawSocket.FINAL;
import static rapport.testing.RawSocket.TEXT;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rapport.testing.RawSocket;
import rapport.testing.TestGateway;

/** Who is let in, and with what. */
@Timeout(30)
class HandshakeTest {
  private static final String UPGRADE = "Upgrade: websocket";
  private static final String CONNECTION = "Connection: Upgrade";
  private static final String VERSION = "Sec-WebSocket-Version: 13";
  private static final String KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
  private static final String CHAT = "GET /v1/chat HTTP/1.1";

  private static TestGateway gateway;

  @BeforeAll
  static void start() {
    gateway =
        TestGateway.empty(
            Map.of(
                "RAPPORT_CHAT_ALLOWED_ORIGINS", "https://shop.example,https://www.shop.example",
                "RAPPORT_CHAT_MAX_SESSIONS", "2",
                "RAPPORT_HTTP_REQUEST_TIMEOUT", "700ms"));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void handshake_isAnsweredWithTheKeysProof() {
    try (RawSocket raw = RawSocket.open(gateway.port())) {
      assertThat(raw.answer())
          .containsIgnoringCase("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }
  }

  @Test
  void permessageDeflate_offered_isDeclined_andItsBitRefused() {
    try (RawSocket raw =
        RawSocket.open(
            gateway.port(),
            "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits, x-webkit-deflate-frame")) {
      assertThat(raw.answer()).doesNotContainIgnoringCase("Sec-WebSocket-Extensions");
      raw.frame(FINAL | 0x40 | TEXT, (byte) 0x4B, (byte) 0);
      assertThat(raw.closeCode()).isEqualTo(1002);
    }
  }

  @Test
  void subprotocol_offered_isChosen() {
    try (RawSocket raw =
        RawSocket.open(gateway.port(), "Sec-WebSocket-Protocol: other, rapport.v1")) {
      assertThat(raw.answer()).containsIgnoringCase("Sec-WebSocket-Protocol: rapport.v1\r\n");
    }
  }

  @Test
  void subprotocol_notOfferedOrOther_isNotChosen_andTheSocketWorks() {
    for (String[] headers : new String[][] {{}, {"Sec-WebSocket-Protocol: other"}}) {
      try (RawSocket raw = RawSocket.open(gateway.port(), headers)) {
        assertThat(raw.answer()).doesNotContainIgnoringCase("Sec-WebSocket-Protocol");
        raw.text("{\"type\":\"hello\"}");
        assertThat(raw.await("welcome").getInteger("protocol")).isEqualTo(1);
      }
    }
  }

  @Test
  void request_withoutUpgrade_isAnsweredWith426AndTheErrorShape() {
    try (RawSocket raw = RawSocket.connect(gateway.port()).request(CHAT)) {
      assertRefused(raw, 426, "bad_request");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Sec-WebSocket-Version: 8", "Sec-WebSocket-Version: 12", "X-None: 1"})
  void version_otherThan13_isAnsweredWith426AndTheVersionThatIsSpoken(String version) {
    try (RawSocket raw =
        RawSocket.connect(gateway.port()).request(CHAT, UPGRADE, CONNECTION, version, KEY)) {
      assertThat(raw.answer()).containsIgnoringCase("Sec-WebSocket-Version: 13");
      assertRefused(raw, 426, "bad_request");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-None: 1", "Sec-WebSocket-Key: dGhl", "Sec-WebSocket-Key: %%%"})
  void key_missingOrBad_isAnsweredWith400(String key) {
    try (RawSocket raw =
        RawSocket.connect(gateway.port()).request(CHAT, UPGRADE, CONNECTION, VERSION, key)) {
      assertRefused(raw, 400, "bad_request");
    }
  }

  @Test
  void method_otherThanGet_isRefused() {
    try (RawSocket raw =
        RawSocket.connect(gateway.port())
            .request(
                "POST /v1/chat HTTP/1.1", UPGRADE, CONNECTION, VERSION, KEY, "Content-Length: 0")) {
      assertThat(raw.answer()).startsWith("HTTP/1.1 405");
    }
  }

  @Test
  void origin_onTheList_isLetIn_asIsAClientWithoutOne() {
    RawSocket.open(gateway.port(), "Origin: https://www.shop.example").close();
    RawSocket.open(gateway.port()).close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "http://shop.example",
        "https://shop.example.evil.example",
        "https://shop.example:8443",
        "null"
      })
  void origin_notOnTheList_isAnsweredWith403(String origin) {
    try (RawSocket raw = RawSocket.connect(gateway.port()).handshake("Origin: " + origin)) {
      assertRefused(raw, 403, "forbidden");
    }
  }

  @Test
  void socket_beyondMaxSessions_isToldToBackOffAndClosedWith1013_untilThereIsRoom() {
    try (RawSocket first = RawSocket.join(gateway.port())) {
      RawSocket second = RawSocket.join(gateway.port());
      try (RawSocket third = RawSocket.open(gateway.port())) {
        JsonObject error = third.await("error");
        assertThat(error.getString("code")).isEqualTo("overloaded");
        assertThat(error.getLong("retry_after_ms")).isPositive();
        assertThat(third.closeCode()).isEqualTo(1013);
      }
      second.closing(1000, "");
      assertThat(second.closeCode()).isEqualTo(1000);
      second.close();
      try (RawSocket fourth = RawSocket.join(gateway.port())) {
        fourth.text("{\"type\":\"ping\"}");
        fourth.await("pong");
      }
      first.text("{\"type\":\"ping\"}");
      first.await("pong");
    }
  }

  @Test
  void socketsBeyondMaxSessions_inAFlood_areRefusedAndTheOthersGoOn() {
    try (RawSocket first = RawSocket.join(gateway.port());
        RawSocket second = RawSocket.join(gateway.port())) {
      RawSocket[] flood = new RawSocket[200];
      for (int i = 0; i < flood.length; i++) {
        flood[i] = RawSocket.connect(gateway.port()).handshake();
        assertThat(flood[i].answer()).containsPattern("^HTTP/1.1 (101|503)");
      }
      second.text("{\"type\":\"ping\"}");
      second.await("pong");
      for (RawSocket one : flood) {
        one.close();
      }
    }
  }

  @Test
  void halfARequestLine_isClosedInTime() {
    try (RawSocket raw = RawSocket.connect(gateway.port())) {
      raw.bytes("GET /v1/ch".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      assertThat(raw.drain()).isZero();
    }
  }

  @Test
  void connection_thatSaysNothing_isClosedInTime() {
    try (RawSocket raw = RawSocket.connect(gateway.port())) {
      assertThat(raw.drain()).isZero();
    }
  }

  @Test
  void bytes_thatAreNoHttp_areAnsweredInTheErrorShape() {
    try (RawSocket raw = RawSocket.connect(gateway.port()).request("\u0001\u0002 nonsense")) {
      assertRefused(raw, 400, "bad_request");
    }
  }

  @Test
  void socket_thatWasLetIn_outlivesTheTimeForItsRequest() throws Exception {
    try (RawSocket raw = RawSocket.join(gateway.port())) {
      rapport.testing.Waiting.pass(gateway.vertx(), rapport.testing.Waiting.ms(900));
      raw.text("{\"type\":\"ping\"}");
      raw.await("pong");
    }
  }

  private static void assertRefused(RawSocket raw, int status, String code) {
    assertThat(raw.answer()).containsPattern("^HTTP/1\\.[01] " + status + " ");
    JsonObject error = new JsonObject(raw.rest()).getJsonObject("error");
    assertThat(error.getString("code")).isEqualTo(code);
    assertThat(error.getString("message")).isNotBlank();
  }
}
