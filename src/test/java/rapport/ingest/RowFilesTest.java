package rapport.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rapport.ingest.Shop.gzip;
import static rapport.ingest.Shop.reasons;
import static rapport.ingest.Shop.source;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rapport.catalog.Product;
import rapport.fault.GatewayException;

/** Files of every kind and in every condition, loaded as a shop would. */
class RowFilesTest {
  private final Shop shop = new Shop();

  @AfterEach
  void close() {
    shop.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.jsonl | {\"id\":1,\"title\":\"Lamp\"}",
        "a.ndjson | {\"id\":1,\"title\":\"Lamp\"}",
        "a.csv | id,title~1,Lamp",
        "a.csv | id;title~1;Lamp",
        "a.tsv | id\ttitle~1\tLamp",
        "export | {\"id\":1,\"title\":\"Lamp\"}",
        "export | id,title~1,Lamp",
        "export.txt | id\ttitle~1\tLamp",
      })
  void file_ofEachFormat_isReadPlainAndGzippedAndWithByteOrderMark(String name, String content) {
    String text = content.replace('~', '\n');
    assertThat(shop.products(name, text).accepted()).isEqualTo(1);
    assertThat(shop.load(Shop.products(source(name + ".gz", gzip(text)))).unchanged()).isEqualTo(1);
    assertThat(shop.load(Shop.products(source(name, gzip(text)))).unchanged()).isEqualTo(1);
    assertThat(shop.products(name, "\uFEFF" + text).unchanged()).isEqualTo(1);
    assertThat(shop.catalog.product("en", "1").title()).isEqualTo("Lamp");
  }

  @Test
  void jsonLine_thatIsMalformed_isRejectedWithItsLineAndTheRestIsLoaded() {
    IngestSummary summary =
        shop.products(
            """
            {"id":"1","title":"Lamp"}

            {"id":"2","title":"Cut
            [1, 2]
            "text"
            {"id":"3","title":"Two"}{"id":"4","title":"Rows"}
            {"id":"5","title":"Chair"}
            """);
    assertThat(summary.accepted()).isEqualTo(2);
    assertThat(reasons(summary))
        .satisfiesExactly(
            cut -> assertThat(cut).startsWith("line 3: not JSON: ").contains("at character"),
            list ->
                assertThat(list)
                    .isEqualTo("line 4: not an object (expected: one JSON object a line)"),
            text -> assertThat(text).startsWith("line 5: not an object"),
            two -> assertThat(two).startsWith("line 6: more than one value"));
  }

  @Test
  void jsonLine_thatIsTooDeep_isRejected() {
    String deep = "{\"id\":\"1\",\"title\":\"x\",\"a\":" + "[".repeat(50_000) + "\n";
    IngestSummary summary = shop.products(deep + "{\"id\":\"2\",\"title\":\"Lamp\"}");
    assertThat(reasons(summary)).singleElement().asString().contains("line 1: not JSON", "depth");
    assertThat(summary.accepted()).isEqualTo(1);
  }

  @Test
  void line_thatIsNotUtf8_isRejectedAndTheRestIsLoaded() {
    byte[] bytes =
        "{\"id\":\"1\",\"title\":\"Café\"}\n{\"id\":\"2\",\"title\":\"Lamp\"}".getBytes(ISO_8859_1);
    IngestSummary summary = shop.load(Shop.products(source("a.jsonl", bytes)));
    assertThat(reasons(summary))
        .containsExactly("line 1: bytes that are not UTF-8 (expected: UTF-8)");
    assertThat(shop.catalog.product("en", "2").title()).isEqualTo("Lamp");
  }

  @Test
  void line_ofFiftyMegabytes_isRejectedAndTheRestIsLoaded() {
    InputStream in =
        new SequenceInputStream(
            Collections.enumeration(
                List.of(
                    stream("{\"id\":\"1\",\"title\":\"Lamp\"}\n{\"id\":\"2\",\"title\":\""),
                    new Repeated('x', 50_000_000),
                    stream("\"}\n{\"id\":\"3\",\"title\":\"Chair\"}\n"))));
    IngestSummary summary = shop.load(Shop.products(source("a.jsonl", -1, in)));
    assertThat(reasons(summary))
        .containsExactly("line 2: longer than 1 MiB (expected: one row a line)");
    assertThat(summary.accepted()).isEqualTo(2);
  }

  @Test
  void gzip_thatEndsTooEarly_loadsWhatWasReadAndNamesTheLine() {
    byte[] whole = gzip(manyRows(20_000));
    byte[] half = Arrays.copyOf(whole, whole.length / 2);
    IngestSummary summary = shop.load(Shop.products(source("a.jsonl.gz", half)));
    assertThat(summary.accepted()).isGreaterThan(5_000);
    assertThat(summary.rejected()).isZero();
    assertThat(summary.problems())
        .containsExactly(
            "line "
                + (summary.accepted() + 1)
                + ": the gzip stream ends too early (expected: a complete file)");
  }

  @Test
  void gzip_thatIsCorrupt_loadsWhatWasReadAndSaysSo() {
    byte[] bytes = gzip(manyRows(20_000));
    Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 100, (byte) 0xFF);
    IngestSummary summary = shop.load(Shop.products(source("a.jsonl.gz", bytes)));
    assertThat(summary.accepted()).isGreaterThan(1_000);
    assertThat(summary.problems()).singleElement().asString().contains("gzip stream is corrupt");
  }

  @Test
  void gzip_thatEndsInItsHeader_isOneProblem() {
    byte[] stump = Arrays.copyOf(gzip("x"), 5);
    IngestSummary summary = shop.load(Shop.products(source("a.jsonl.gz", stump)));
    assertThat(summary.problems())
        .containsExactly("line 1: the gzip stream ends too early (expected: a complete file)");
  }

  @Test
  void csv_withQuotedLineBreaks_keepsThemAndCountsLinesRight() {
    IngestSummary summary =
        shop.products(
            "a.csv",
            """
            id,title,description
            1,"Lamp, ""big""\","first
            second"
            2,17" screen,x

            3,too,many,fields
            4,few
            5,Chair,
            """);
    Product lamp = shop.catalog.product("en", "1");
    assertThat(lamp.title()).isEqualTo("Lamp, \"big\"");
    assertThat(lamp.description()).isEqualTo("first\nsecond");
    assertThat(shop.catalog.product("en", "2").title()).isEqualTo("17\" screen");
    assertThat(shop.catalog.product("en", "5").description()).isNull();
    assertThat(reasons(summary))
        .containsExactly(
            "line 6: 4 fields (expected: 3, as the header has)",
            "line 7: 2 fields (expected: 3, as the header has)");
  }

  @Test
  void csv_withAQuoteThatIsNeverClosed_losesOnlyThatRow() {
    IngestSummary summary = shop.products("a.csv", "id,title\n1,\"Lamp\n2,Chair\n3,Table\n");
    assertThat(reasons(summary)).containsExactly("line 2: a quote is opened and never closed");
    assertThat(shop.catalog.products()).extracting(Product::id).containsExactly("2", "3");
  }

  @Test
  void csv_withALongOrBrokenLineInsideQuotes_losesOnlyThoseLines() {
    String content = "id,title\n1,\"Lamp\n" + "x".repeat(2_000_000) + "\n\"\n2,Chair\n";
    IngestSummary summary = shop.products("a.csv", content);
    assertThat(shop.catalog.products()).extracting(Product::id).contains("2");
    assertThat(reasons(summary))
        .contains(
            "line 2: a quote is opened and never closed",
            "line 3: longer than 1 MiB (expected: one row a line)");
  }

  @Test
  void csv_withTextAfterAClosingQuote_isRejected() {
    IngestSummary summary = shop.products("a.csv", "id,title\n1,\"Lamp\" big\n2,Chair\n");
    assertThat(reasons(summary)).singleElement().asString().startsWith("line 2: not CSV");
    assertThat(summary.accepted()).isEqualTo(1);
  }

  @Test
  void csv_whoseHeaderNamesAColumnTwice_isRefused() {
    assertThatThrownBy(() -> shop.products("a.csv", "id,title,id\n1,Lamp,2\n"))
        .isInstanceOf(GatewayException.class)
        .hasMessage(
            "line 1: two columns are named id (expected: a header row that names the columns)");
  }

  @Test
  void file_inUtf16_isRefusedWithWhatToDo() {
    RowSource source = source("a.csv", "id,title\n1,Lamp\n".getBytes(UTF_16));
    assertThatThrownBy(() -> shop.load(Shop.products(source)))
        .hasMessage("line 1: the text is UTF-16 (expected: UTF-8; save it as UTF-8)");
  }

  @Test
  void file_thatIsEmpty_loadsNothing() {
    assertThat(shop.products("a.csv", "").rows()).isZero();
    assertThat(shop.products("a.jsonl", "").rows()).isZero();
    assertThat(shop.products("a", "").rows()).isZero();
  }

  @Test
  void file_thatIsMissing_isSaidAtOnce() {
    assertThatThrownBy(() -> RowSource.file(java.nio.file.Path.of("no", "such.jsonl")))
        .isInstanceOf(GatewayException.class)
        .hasMessageEndingWith("such.jsonl: no such file, or not readable");
  }

  @Test
  void severalFiles_areOneLoadAndMessagesNameTheFile() {
    IngestSummary summary =
        shop.load(
            Shop.products(
                source("a.csv", "id,title\n1,Lamp\n"), source("b.csv", "id,title\n1,Lamp\n2,\n")));
    assertThat(reasons(summary))
        .satisfiesExactly(
            twice ->
                assertThat(twice)
                    .isEqualTo("b.csv line 2: duplicate id 1 (first on line 2 of a.csv)"),
            untitled -> assertThat(untitled).startsWith("b.csv line 3: title: missing"));
  }

  /** Rows that do not compress away. */
  private static String manyRows(int count) {
    Random random = new Random(7);
    return IntStream.range(0, count)
        .mapToObj(i -> "{\"id\":" + i + ",\"title\":\"Lamp " + random.nextLong() + "\"}\n")
        .collect(Collectors.joining());
  }

  private static InputStream stream(String content) {
    return new ByteArrayInputStream(content.getBytes(UTF_8));
  }
}
