package rapport.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static rapport.testing.RawSocket.CLOSE;
import static rapport.testing.RawSocket.FINAL;
import static rapport.testing.RawSocket.TEXT;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import rapport.testing.RawSocket;
import rapport.testing.RawSocket.Frame;
import rapport.testing.SharedData;
import rapport.testing.TestGateway;

/**
 * What frames may say. The files of JSONTestSuite are named by what a reader must do with them:
 * {@code y_} take, {@code n_} refuse, {@code i_} either.
 */
@Timeout(120)
class JsonFramesTest {
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

  private static Map<String, byte[]> suite() {
    Map<String, byte[]> suite = new LinkedHashMap<>();
    SharedData.files("fuzz/jsontestsuite/test_parsing")
        .forEach(file -> suite.put(file.getFileName().toString(), SharedData.read(file)));
    return suite.isEmpty() ? ownSuite() : suite;
  }

  private static Map<String, byte[]> ownSuite() {
    Map<String, byte[]> suite = new LinkedHashMap<>();
    Stream.of(
            "[]", "{}", "{\"a\":1,\"a\":2}", "\"\\ud83c\\udfa7\"", "-0", "[1E+2]", " [1] ", "null")
        .forEach(text -> suite.put("y_" + text, text.getBytes(UTF_8)));
    Stream.of(
            "",
            " ",
            "[1,]",
            "{\"a\":1,}",
            "{a:1}",
            "[01]",
            "[+1]",
            "[NaN]",
            "[1.]",
            "nul",
            "[\"\n\"]",
            "['a']",
            "[1]x",
            "{\"a\":/*b*/1}",
            "// c\n[]",
            "[\"\\x\"]",
            "[\"a",
            "{",
            "[",
            "\0",
            "#",
            "*")
        .forEach(text -> suite.put("n_" + text, text.getBytes(UTF_8)));
    suite.put("n_deep", "[".repeat(100_000).getBytes(UTF_8));
    suite.put("n_bad_utf8", new byte[] {'[', '"', (byte) 0xFF, '"', ']'});
    return suite;
  }

  @Test
  void everyFileOfTheSuite_asAFrame_isABadRequestOrClosesAsTheProtocolSays() {
    SoftAssertions softly = new SoftAssertions();
    RawSocket raw = RawSocket.join(gateway.port());
    for (Map.Entry<String, byte[]> file : suite().entrySet()) {
      raw.frame(FINAL | TEXT, file.getValue());
      String answer = answer(raw);
      // None of them has a type, so none is a frame of ours.
      softly.assertThat(answer).as(file.getKey()).isIn("bad_request", "1007", "1009");
      raw = good(raw, answer);
    }
    raw.close();
    softly.assertAll();
  }

  @Test
  void everyFileOfTheSuite_withinAnAsk_isTakenOrRefusedAsItsNameSays() {
    SoftAssertions softly = new SoftAssertions();
    RawSocket raw = RawSocket.join(gateway.port());
    int count = 0;
    for (Map.Entry<String, byte[]> file : suite().entrySet()) {
      String head = "{\"type\":\"ask\",\"id\":\"q" + count++ + "\",\"text\":\"lamp\",\"extra\":";
      raw.frame(FINAL | TEXT, join(head.getBytes(UTF_8), file.getValue(), "}".getBytes(UTF_8)));
      String answer = answer(raw);
      switch (file.getKey().charAt(0)) {
        case 'y' -> softly.assertThat(answer).as(file.getKey()).isEqualTo("done");
        case 'n' -> softly.assertThat(answer).as(file.getKey()).isIn("bad_request", "1007", "1009");
        default ->
            softly.assertThat(answer).as(file.getKey()).isIn("done", "bad_request", "1007", "1009");
      }
      raw = good(raw, answer);
    }
    raw.close();
    softly.assertAll();
  }

  /** What ends what was said: {@code done}, an error's code or a close code. */
  private static String answer(RawSocket raw) {
    while (true) {
      Frame frame = raw.next().orElseThrow(() -> new AssertionError("ended without a close frame"));
      if (frame.opcode() == CLOSE) {
        return Integer.toString(frame.closeCode());
      }
      if (frame.opcode() != TEXT) {
        continue;
      }
      JsonObject json = new JsonObject(frame.text());
      switch (json.getString("type")) {
        case "done" -> {
          return "done";
        }
        case "error" -> {
          return json.getString("code");
        }
        default -> {}
      }
    }
  }

  /** The same socket, which still works, or another when it was closed. */
  private static RawSocket good(RawSocket raw, String answer) {
    if (answer.startsWith("1")) {
      raw.close();
      return RawSocket.join(gateway.port());
    }
    raw.text("{\"type\":\"ping\",\"n\":1}");
    raw.await("pong");
    return raw;
  }

  @Test
  void frame_tooDeep_isABadRequest_andTheSocketGoesOn() {
    try (RawSocket raw = RawSocket.join(gateway.port())) {
      for (int depth : new int[] {100, 1_000, 30_000}) {
        raw.text("{\"type\":\"ping\",\"n\":" + "[".repeat(depth) + "]".repeat(depth) + "}");
        assertThat(raw.await("error").getString("code")).isEqualTo("bad_request");
        raw.text("{\"a\":".repeat(depth / 3) + "1" + "}".repeat(depth / 3));
        assertThat(raw.await("error").getString("code")).isEqualTo("bad_request");
      }
      raw.text("{\"type\":\"ping\"}");
      raw.await("pong");
    }
  }

  @Test
  void type_unknownMissingOrNoString_isABadRequestThatNamesIt() {
    try (RawSocket raw = RawSocket.join(gateway.port())) {
      for (String frame :
          new String[] {
            "{\"type\":\"shout\"}",
            "{}",
            "{\"type\":null}",
            "{\"type\":7}",
            "{\"Type\":\"ping\"}",
            "{\"type\":\"PING\"}",
            "{\"type\":[\"ping\"]}"
          }) {
        raw.text(frame);
        assertNames(raw.await("error"), "type");
      }
    }
  }

  @Test
  void unknownFields_areIgnored() {
    try (RawSocket raw = RawSocket.open(gateway.port())) {
      raw.text(
          "{\"type\":\"hello\",\"colour\":\"red\",\"context\":{\"page\":\"/\"},\"token\":null}");
      raw.await("welcome");
      raw.text(
          "{\"x\":{\"y\":[1]},\"type\":\"ask\",\"id\":\"q\",\"text\":\"lamp\",\"filter\":{\"size\":4},\"context\":{\"z\":1}}");
      assertThat(raw.await("ack").getString("id")).isEqualTo("q");
      raw.await("done");
    }
  }

  static Stream<Arguments> wrongFields() {
    return Stream.of(
        Arguments.of("{\"type\":\"ask\",\"text\":\"a\"}", "id"),
        Arguments.of("{\"type\":\"ask\",\"id\":7,\"text\":\"a\"}", "id"),
        Arguments.of("{\"type\":\"ask\",\"id\":\"\",\"text\":\"a\"}", "id"),
        Arguments.of("{\"type\":\"ask\",\"id\":\"" + "i".repeat(65) + "\",\"text\":\"a\"}", "id"),
        Arguments.of("{\"type\":\"ask\",\"id\":\"a\\u0000\",\"text\":\"a\"}", "id"),
        Arguments.of("{\"type\":\"ask\",\"id\":\"\\ud800\",\"text\":\"a\"}", "id"),
        Arguments.of("{\"type\":\"ask\",\"id\":\"i\"}", "text"),
        Arguments.of("{\"type\":\"ask\",\"id\":\"i\",\"text\":null}", "text"),
        Arguments.of("{\"type\":\"ask\",\"id\":\"i\",\"text\":[\"a\"]}", "text"),
        Arguments.of(ask("\"filter\":[]"), "filter"),
        Arguments.of(ask("\"filter\":{\"min_price\":\"5\"}"), "min_price"),
        Arguments.of(ask("\"filter\":{\"min_price\":-1}"), "min_price"),
        Arguments.of(ask("\"filter\":{\"max_price\":4.5}"), "max_price"),
        Arguments.of(ask("\"filter\":{\"max_price\":1e30}"), "max_price"),
        Arguments.of(ask("\"filter\":{\"max_price\":99999999999999999999}"), "max_price"),
        Arguments.of(ask("\"filter\":{\"min_price\":9,\"max_price\":8}"), "min_price"),
        Arguments.of(ask("\"filter\":{\"brand\":7}"), "brand"),
        Arguments.of(ask("\"filter\":{\"category\":{}}"), "category"),
        Arguments.of(ask("\"filter\":{\"in_stock\":\"yes\"}"), "in_stock"),
        Arguments.of(ask("\"context\":\"page\""), "context"),
        Arguments.of(ask("\"context\":{\"page\":1}"), "page"),
        Arguments.of(ask("\"context\":{\"viewed\":\"a\"}"), "viewed"),
        Arguments.of(ask("\"context\":{\"cart\":[1]}"), "cart"),
        Arguments.of("{\"type\":\"partial\"}", "text"),
        Arguments.of("{\"type\":\"cancel\"}", "turn"),
        Arguments.of("{\"type\":\"cancel\",\"turn\":3}", "turn"),
        Arguments.of("{\"type\":\"cancel\",\"turn\":\"t\",\"heard\":\"5\"}", "heard"),
        Arguments.of("{\"type\":\"cancel\",\"turn\":\"t\",\"heard\":-5}", "heard"),
        Arguments.of("{\"type\":\"feedback\",\"turn\":\"t\"}", "rating"),
        Arguments.of("{\"type\":\"feedback\",\"turn\":\"t\",\"rating\":\"good\"}", "rating"),
        Arguments.of("{\"type\":\"feedback\",\"turn\":\"t\\u0000\",\"rating\":\"up\"}", "turn"),
        Arguments.of(
            "{\"type\":\"feedback\",\"turn\":\"t\",\"rating\":\"up\",\"comment\":1}", "comment"),
        Arguments.of("{\"type\":\"handoff\",\"reason\":[]}", "reason"));
  }

  private static String ask(String field) {
    return "{\"type\":\"ask\",\"id\":\"i\",\"text\":\"lamp\"," + field + "}";
  }

  @ParameterizedTest
  @MethodSource("wrongFields")
  void field_missingOrOfTheWrongType_isABadRequestThatNamesIt(String frame, String field) {
    try (RawSocket raw = RawSocket.join(gateway.port())) {
      raw.text(frame);
      JsonObject error = raw.await("error");
      assertNames(error, field);
      if (frame.contains("\"id\":\"i\"")) {
        assertThat(error.getString("id")).isEqualTo("i");
      }
      raw.text("{\"type\":\"ping\"}");
      raw.await("pong");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"conversation", "secret", "turn", "locale"})
  void helloField_thatIsNoString_isABadRequestThatNamesIt_andHelloMayBeSaidAgain(String field) {
    try (RawSocket raw = RawSocket.open(gateway.port())) {
      raw.text("{\"type\":\"hello\",\"" + field + "\":7}");
      assertNames(raw.await("error"), field);
      raw.text("{\"type\":\"hello\"}");
      raw.await("welcome");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"after", "length"})
  void helloField_thatIsNoLength_isABadRequestThatNamesIt(String field) {
    for (String value : new String[] {"\"3\"", "-1", "1.5", "{}"}) {
      try (RawSocket raw = RawSocket.open(gateway.port())) {
        raw.text("{\"type\":\"hello\",\"" + field + "\":" + value + "}");
        assertNames(raw.await("error"), field);
      }
    }
  }

  @Test
  void helloLocale_thatIsNoTag_isABadRequestThatIsShort() {
    try (RawSocket raw = RawSocket.open(gateway.port())) {
      raw.text("{\"type\":\"hello\",\"locale\":\"" + "9".repeat(50_000) + "\"}");
      JsonObject error = raw.await("error");
      assertNames(error, "locale");
      assertThat(error.getString("message")).hasSizeLessThan(200);
    }
  }

  @Test
  void ping_isAnsweredWithItsOwnN_whateverThatIs() {
    try (RawSocket raw = RawSocket.join(gateway.port())) {
      for (String n :
          new String[] {
            "7",
            "-7",
            "1.5",
            "9007199254740993",
            "true",
            "\"a\\\"\\u0000\\u2028\"",
            "[1,[2]]",
            "{\"a\":{}}"
          }) {
        raw.text("{\"type\":\"ping\",\"n\":" + n + "}");
        assertThat(raw.await("pong").getValue("n"))
            .isEqualTo(new JsonObject("{\"n\":" + n + "}").getValue("n"));
      }
      raw.text("{\"type\":\"ping\"}");
      assertThat(raw.await("pong").containsKey("n")).isFalse();
    }
  }

  @Test
  void frames_badAgainAndAgain_closeWith4000() {
    for (String bad :
        new String[] {"nonsense", "{\"type\":\"hello\"}", "{\"type\":\"shout\"}", "null"}) {
      try (RawSocket raw = RawSocket.join(gateway.port())) {
        for (int i = 0; i < 40; i++) {
          raw.text(bad);
        }
        assertThat(raw.await("error").getString("code")).isEqualTo("bad_request");
        assertThat(raw.closeCode()).isEqualTo(4000);
      }
    }
  }

  @Test
  void frames_badNowAndThen_doNotClose() {
    try (RawSocket raw = RawSocket.join(gateway.port())) {
      for (int i = 0; i < 60; i++) {
        raw.text("nonsense");
        raw.await("error");
        raw.text("{\"type\":\"ping\"}");
        raw.await("pong");
      }
    }
  }

  @Test
  void frame_ofTheLargestSizeWithinAnAsk_isReadToItsEnd() {
    try (RawSocket raw = RawSocket.join(gateway.port())) {
      String frame = "{\"type\":\"ask\",\"id\":\"i\",\"text\":\"lamp\",\"extra\":\"\"}";
      String padding = "x".repeat(LARGEST - frame.length());
      raw.text(frame.replace("\"\"}", "\"" + padding + "\"}"));
      assertThat(raw.await("ack").getString("id")).isEqualTo("i");
    }
  }

  private static void assertNames(JsonObject error, String field) {
    assertThat(error.getString("code")).isEqualTo("bad_request");
    assertThat(error.getString("message")).startsWith(field + ":");
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
