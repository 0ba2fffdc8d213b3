package rapport.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SseParserTest {
  @SuppressWarnings("StringConcatToTextBlock") // its line ends are not those of a text block
  private static final String EVERYTHING =
      "\uFEFFdata: one\r\n\r\n: a comment\ndata:two\r\rdata: três 🛒\ndata\ndata: end\n\n"
          + "event: error\r\ndata: {\"a\":1}\r\n\r\nid: 1\nretry: 5\ndatabase: no\n\ndata:\n\n"
          + "event: forgotten\n\ndata:  two spaces\n\r\ndata: never ended\n";

  private static final List<String> EVENTS =
      List.of("|one", "|two", "|três 🛒\n\nend", "error|{\"a\":1}", "|", "| two spaces");

  @Test
  void readsTheSameEventsWhereverTheStreamIsCutInTwo() throws IOException {
    byte[] stream = bytes(EVERYTHING);
    for (int cut = 0; cut <= stream.length; cut++) {
      Buffer whole = Buffer.buffer(stream);
      assertThat(parse(whole.getBuffer(0, cut), whole.getBuffer(cut, stream.length)))
          .as("cut at %d", cut)
          .isEqualTo(EVENTS);
    }
  }

  @Test
  void readsTheSameEventsByteByByte() throws IOException {
    byte[] stream = bytes(EVERYTHING);
    Buffer[] single = new Buffer[stream.length];
    for (int i = 0; i < stream.length; i++) {
      single[i] = Buffer.buffer(new byte[] {stream[i]});
    }
    assertThat(parse(single)).isEqualTo(EVENTS);
  }

  @Test
  void readsTheSameEventsInRandomPieces() throws IOException {
    long seed = System.nanoTime();
    System.out.println("SseParserTest seed " + seed);
    Random random = new Random(seed);
    byte[] stream = bytes(EVERYTHING.substring(1).repeat(50));
    List<String> whole = parse(Buffer.buffer(stream));
    for (int round = 0; round < 200; round++) {
      List<Buffer> pieces = new ArrayList<>();
      for (int from = 0; from < stream.length; ) {
        int to = Math.min(stream.length, from + random.nextInt(1 + random.nextInt(3_000)));
        pieces.add(Buffer.buffer(stream).getBuffer(from, to));
        from = to;
      }
      assertThat(parse(pieces.toArray(Buffer[]::new))).isEqualTo(whole);
    }
  }

  /** The cases of web-platform-tests, eventsource/format-*. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      value = {
        "a leading space is taken off once; data:  x\\n\\n; '| x'",
        "no space is needed; data:x\\n\\n; |x",
        "a tab is no space; data:\\tx\\n\\n; |\\tx",
        "a field without colon is empty; data\\n\\n; |",
        "two empty fields are one line end; data\\ndata\\n\\n; |\\n",
        "names are exact; data:test\\n data\\ndata\\nfoobar:xxx\\n\\n; |test\\n",
        "names know case; DATA:x\\n\\n; ''",
        "a byte order mark counts once; \\uFEFF\\uFEFFdata:x\\n\\n; ''",
        "a byte order mark is only one at the start; data:1\\n\\n\\uFEFFdata:2\\n\\n; |1",
        "NUL is a character; data:\\0\\n\\n; |\\0",
        "comments are nothing; :x\\n:\\ndata:1\\n:data:2\\n\\n; |1",
        "what is not ended is nothing; data:x; ''",
        "an event type is for one event; event:a\\n\\ndata:x\\n\\n; |x",
        "the last event type counts; event:a\\nevent:b\\ndata:x\\n\\n; b|x",
      })
  void followsTheStandard(String name, String stream, String event) throws IOException {
    List<String> expected = event.isEmpty() ? List.of() : List.of(unescaped(event));
    assertThat(parse(Buffer.buffer(unescaped(stream)))).isEqualTo(expected);
  }

  @Test
  void refusesALineWithoutEnd() {
    assertThatThrownBy(() -> parse(repeated("x", SseParser.MAX_EVENT / 1024 + 1)))
        .hasMessageContaining("longer than");
  }

  @Test
  void refusesAnEventWithoutEnd() {
    assertThatThrownBy(() -> parse(repeated("data: x\n", SseParser.MAX_EVENT / 1024 + 1)))
        .hasMessageContaining("longer than");
  }

  @Test
  void readsManyEventsWithoutGrowing() throws IOException {
    assertThat(parse(repeated("data: x\n\n", 4_000))).hasSize(4_000 * 1024 / 9);
  }

  /** Kilobytes of the same text, in chunks of 1,024 bytes. */
  private static Buffer[] repeated(String text, int kilobytes) {
    Buffer whole = Buffer.buffer(text.repeat(kilobytes * 1024 / text.length()));
    Buffer[] chunks = new Buffer[whole.length() / 1024 + 1];
    for (int i = 0; i < chunks.length; i++) {
      chunks[i] = whole.getBuffer(i * 1024, Math.min(whole.length(), (i + 1) * 1024));
    }
    return chunks;
  }

  private static List<String> parse(Buffer... chunks) throws IOException {
    List<String> events = new ArrayList<>();
    SseParser parser =
        new SseParser((type, bytes, offset, length) ->
            events.add(type + "|" + new String(bytes, offset, length, StandardCharsets.UTF_8)));
    for (Buffer chunk : chunks) {
      parser.feed(chunk);
    }
    return events;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String unescaped(String text) {
    return text.replace("\\n", "\n")
        .replace("\\t", "\t")
        .replace("\\0", "\0")
        .replace("\\uFEFF", "\uFEFF");
  }
}
