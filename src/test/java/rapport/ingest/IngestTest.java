package rapport.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rapport.ingest.Shop.gzip;
import static rapport.ingest.Shop.reasons;
import static rapport.ingest.Shop.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import rapport.catalog.Product;
import rapport.chat.Language;
import rapport.chat.Money;
import rapport.encode.VectorMaker;
import rapport.fault.Fault;
import rapport.fault.GatewayException;
import rapport.testing.FakeEncoder;

/** What a load does to the catalogue, and what it does not. */
class IngestTest {
  private final Shop shop = new Shop();

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void load_ofNewRows_encodesAndStoresEachOnce() {
    IngestSummary summary = shop.products(rows(0, 1_000));
    assertThat(summary.accepted()).isEqualTo(1_000);
    assertThat(summary.encoded()).isEqualTo(1_000);
    assertThat(shop.encoder.documents()).hasSize(1_000).doesNotHaveDuplicates();
    assertThat(shop.catalog.products()).hasSize(1_000);
    assertThat(shop.catalog.writes()).isLessThanOrEqualTo(8);
  }

  @Test
  void load_ofTheSameRowsAgain_encodesAndWritesNothing() {
    shop.products(rows(0, 300));
    int writes = shop.catalog.writes();
    IngestSummary again = shop.products(rows(0, 300));
    assertThat(again.unchanged()).isEqualTo(300);
    assertThat(again.accepted()).isZero();
    assertThat(shop.encoder.documents()).hasSize(300);
    assertThat(shop.catalog.writes()).isEqualTo(writes);
  }

  @Test
  void load_ofANewPriceOnly_writesTheRowAndKeepsItsVector() {
    shop.products("{\"id\":1,\"title\":\"Lamp\",\"price\":\"5 USD\"}");
    var before = shop.catalog.productRow("en", "1");
    IngestSummary summary = shop.products("{\"id\":1,\"title\":\"Lamp\",\"price\":\"4 USD\"}");
    assertThat(summary.accepted()).isEqualTo(1);
    assertThat(summary.encoded()).isZero();
    assertThat(shop.encoder.documents()).hasSize(1);
    var after = shop.catalog.productRow("en", "1");
    assertThat(after.product().price()).isEqualTo(new Money(400, "USD"));
    assertThat(after.vector()).isSameAs(before.vector());
    assertThat(after.fingerprint().text()).isEqualTo(before.fingerprint().text());
  }

  @Test
  void load_ofAMixedBatch_givesEveryRowItsOwnVector() {
    shop.products(rows(0, 10));
    shop.products("{\"id\":3,\"title\":\"Lamp number 3\",\"price\":\"4 USD\"}\n" + rows(10, 13));
    for (Product product : shop.catalog.products()) {
      var row = shop.catalog.productRow("en", product.id());
      var own = new FakeEncoder().query(EmbeddingText.of(product)).result();
      assertThat(row.vector().similarity(own)).isGreaterThan(0.999);
    }
  }

  @Test
  void faq_isEncodedAsQuestionAndAnswer() {
    shop.faqs("{\"id\":1,\"question\":\"Returns?\",\"answer\":\"30 days.\"}");
    shop.faqs("{\"id\":1,\"question\":\"Returns?\",\"answer\":\"30 days.\",\"category\":\"x\"}");
    assertThat(shop.encoder.documents()).containsExactly("Returns?", "30 days.");
    assertThat(shop.catalog.faq("en", "1").category()).isEqualTo("x");
  }

  @Test
  void id_thatComesTwice_keepsTheFirstRow() {
    IngestSummary summary =
        shop.products(
            """
            {"id":"1","title":"First"}
            {"id":"1","title":"Second"}
            {"id":1,"title":"Third"}
            {"id":"1","title":"Andere Sprache","locale":"de"}
            """);
    assertThat(reasons(summary))
        .containsExactly(
            "line 2: duplicate id 1 (first on line 1)", "line 3: duplicate id 1 (first on line 1)");
    assertThat(shop.catalog.product("en", "1").title()).isEqualTo("First");
    assertThat(shop.catalog.product("de", "1").title()).isEqualTo("Andere Sprache");
  }

  @Test
  void replace_removesWhatIsGoneInTheSameLanguageOnly() {
    shop.products(rows(0, 5) + "{\"id\":\"9\",\"title\":\"台灯\",\"locale\":\"zh\"}");
    IngestSummary summary = replace(source("a.jsonl", rows(0, 2)));
    assertThat(summary.removed()).isEqualTo(3);
    assertThat(shop.catalog.products()).extracting(Product::id).containsExactly("0", "1", "9");
  }

  @Test
  void replace_withATruncatedFile_removesNothing() {
    shop.products(rows(0, 50_000));
    byte[] whole = gzip(rows(0, 50_000));
    IngestSummary summary = replace(source("a.jsonl.gz", Arrays.copyOf(whole, whole.length / 2)));
    assertThat(summary.unchanged()).isPositive();
    assertThat(summary.problems()).hasSize(1);
    assertThat(summary.removed()).isZero();
    assertThat(shop.catalog.products()).hasSize(50_000);
  }

  @Test
  void replace_withNothingThatCanBeLoaded_removesNothing() {
    shop.products(rows(0, 5));
    assertThat(replace(source("a.jsonl", "")).removed()).isZero();
    assertThat(replace(source("a.jsonl", "{}\nx\n")).removed()).isZero();
    assertThat(shop.catalog.products()).hasSize(5);
  }

  @Test
  void replace_sparesTheStoredRowOfARejectedOne() {
    shop.products(rows(0, 5));
    String typingError = "{\"id\":\"4\",\"title\":\"x\",\"price\":\"49.95 ???\"}";
    assertThat(replace(source("a.jsonl", rows(0, 2) + typingError)).removed()).isEqualTo(2);
    assertThat(shop.catalog.products()).extracting(Product::id).containsExactly("0", "1", "4");
  }

  @Test
  void language_ofARow_beatsThatOfTheLoad() {
    String rows = "{\"id\":1,\"title\":\"台灯\"}\n{\"id\":2,\"title\":\"Lamp\",\"locale\":\"en-US\"}";
    shop.load(Shop.products(source("a.jsonl", rows)).withLanguage(Language.CHINESE));
    assertThat(shop.catalog.product("zh", "1").title()).isEqualTo("台灯");
    assertThat(shop.catalog.product("en", "2").title()).isEqualTo("Lamp");
  }

  @Test
  void catalogue_thatFails_failsTheLoadWithItsReason() {
    shop.catalog.failWrites(new GatewayException(Fault.UNAVAILABLE, "the database is gone"));
    assertThatThrownBy(() -> shop.products(rows(0, 5_000)))
        .isInstanceOfSatisfying(
            GatewayException.class, e -> assertThat(e.fault()).isEqualTo(Fault.UNAVAILABLE))
        .hasMessage("the load stopped after 0 rows were written: the database is gone");
  }

  @Test
  void encoder_thatFails_failsTheLoadAndWhatWasWrittenStays() {
    shop.products(rows(0, 200));
    shop.encoder.fail(new GatewayException(Fault.OVERLOADED, "the encoder is busy"));
    assertThatThrownBy(() -> shop.products(rows(0, 300)))
        .hasMessageContaining("the encoder is busy");
    assertThat(shop.catalog.products()).hasSize(200);
  }

  @Test
  void vectors_ofAnotherEncoder_areRefused() {
    shop.products(rows(0, 1));
    shop.catalog.prepare(Language.CHINESE, new VectorMaker("another", 512)).await();
    assertThatThrownBy(() ->
            shop.load(Shop.products(source("a.jsonl", rows(0, 1))).withLanguage(Language.CHINESE)))
        .isInstanceOfSatisfying(
            GatewayException.class, e -> assertThat(e.fault()).isEqualTo(Fault.CONFLICT))
        .hasMessageContaining("another with 512 dimensions");
  }

  @Test
  void rejections_pastTheFirstThousand_areOnlyCounted() {
    IngestSummary summary = shop.products("x\n".repeat(1_500));
    assertThat(summary.rejected()).isEqualTo(1_500);
    assertThat(summary.rejections()).hasSize(1_000);
  }

  @Test
  void summary_asJson_isTheHttpAnswer() {
    IngestSummary summary = shop.products(rows(0, 2) + "x\n");
    assertThat(summary.json().getInteger("accepted")).isEqualTo(2);
    assertThat(summary.json().getInteger("unchanged")).isZero();
    assertThat(summary.json().getJsonArray("rejected").getJsonObject(0).getInteger("line"))
        .isEqualTo(3);
    assertThat(summary.json().containsKey("problems")).isFalse();
  }

  @Test
  void encoderSpeed_isMeasuredWhenAskedForAndEnoughWasEncoded() {
    IngestRequest few = Shop.products(source("a.jsonl", rows(0, 1_999)));
    assertThat(shop.load(few.withMeasureEncoder(true)).encoderRowsPerSecond()).isEmpty();
    IngestRequest many = Shop.products(source("a.jsonl", rows(2_000, 4_000)));
    IngestSummary summary = shop.load(many.withMeasureEncoder(true));
    assertThat(summary.encoderRowsPerSecond().getAsDouble()).isPositive();
    assertThat(summary.encoderShare().getAsDouble()).isPositive();
    assertThat(shop.encoder.documents()).hasSize(1_999 + 2_000 + 512);
  }

  @Test
  void progress_countsUpToAllRows() {
    List<Progress.Count> counts = new ArrayList<>();
    shop.load(Shop.products(source("a.jsonl", rows(0, 1_000))), counts::add);
    assertThat(counts).hasSize(8);
    assertThat(counts).extracting(Progress.Count::rows).isSorted().endsWith(1_000L);
    assertThat(counts.getLast().fraction()).isEqualTo(1);
  }

  private IngestSummary replace(RowSource source) {
    return shop.load(Shop.products(source).withReplace(true));
  }

  private static String rows(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> "{\"id\":\"" + i + "\",\"title\":\"Lamp number " + i + "\"}\n")
        .collect(Collectors.joining());
  }
}
