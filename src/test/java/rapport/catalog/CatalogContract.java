package rapport.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rapport.catalog.Catalog.FaqRow;
import rapport.catalog.Catalog.Kind;
import rapport.catalog.Catalog.PreparedLanguage;
import rapport.catalog.Catalog.ProductRow;
import rapport.chat.Availability;
import rapport.chat.Card;
import rapport.chat.Language;
import rapport.chat.Money;
import rapport.encode.Embedding;
import rapport.encode.VectorMaker;
import rapport.fault.Fault;
import rapport.fault.GatewayException;
import rapport.testing.Waiting;

/** What every catalogue does, whatever holds its rows. */
abstract class CatalogContract {
  private static final VectorMaker MAKER = new VectorMaker("fake", 3);
  private static final Embedding EAST = Embedding.normalized(new float[] {1, 0, 0});
  private static final Embedding NORTH = Embedding.normalized(new float[] {0, 1, 0});

  private Catalog catalog;

  /** An empty catalogue. */
  abstract Catalog empty();

  /** A stored product's title, description and vector; null: no such row. */
  abstract @Nullable Stored product(Language language, String id);

  /** A stored FAQ's question, answer and the vector of its answer; null: no such row. */
  abstract @Nullable Stored faq(Language language, String id);

  record Stored(String title, @Nullable String text, String vector) {}

  @BeforeEach
  void open() {
    catalog = empty();
  }

  @Test
  void emptyCatalogue_hasNoLanguagesAndNoRows() {
    assertThat(Waiting.await(catalog.languages())).isEmpty();
    assertThat(fingerprints(Kind.PRODUCT, "a")).isEmpty();
    assertThat(Waiting.await(catalog.remove(Kind.PRODUCT, "a"))).isFalse();
    assertThat(Waiting.await(catalog.retain(Kind.FAQ, Language.ENGLISH, List.of()))).isZero();
  }

  @Test
  void preparedLanguage_isListedWithItsEncoder() {
    prepare(Language.ENGLISH, MAKER);
    prepare(Language.CHINESE, new VectorMaker("other", 2));
    prepare(Language.ENGLISH, MAKER);
    assertThat(Waiting.await(catalog.languages()))
        .containsExactly(
            new PreparedLanguage(Language.ENGLISH, MAKER),
            new PreparedLanguage(Language.CHINESE, new VectorMaker("other", 2)));
  }

  @ParameterizedTest
  @MethodSource("otherMakers")
  void language_ofAnotherEncoder_isRefusedWithWhatToDo(VectorMaker other) {
    prepare(Language.ENGLISH, MAKER);
    assertThatThrownBy(() -> prepare(Language.ENGLISH, other))
        .isInstanceOfSatisfying(
            GatewayException.class, e -> assertThat(e.fault()).isEqualTo(Fault.CONFLICT))
        .hasMessage(
            "encoder.model: %s with %d dimensions (expected: fake with 3 dimensions, which made the vectors of 'en': use that one, or run `rapport ingest --forget en` and load that catalogue again)",
            other.encoder(), other.dimension());
    assertThat(Waiting.await(catalog.languages()))
        .containsExactly(new PreparedLanguage(Language.ENGLISH, MAKER));
  }

  static List<VectorMaker> otherMakers() {
    return List.of(new VectorMaker("fake", 4), new VectorMaker("other", 3));
  }

  @Test
  void forgottenLanguage_isGoneWithItsRowsAndFreeForAnotherEncoder() {
    prepare(Language.ENGLISH, MAKER);
    prepare(Language.CHINESE, MAKER);
    put(row("a", "Lamp", EAST));
    put(new ProductRow(product(Language.CHINESE, "a", "灯", null), print("r"), EAST));
    putFaq(faqRow("f", "Why?", EAST));
    Waiting.await(catalog.forget(Language.ENGLISH));
    assertThat(product(Language.ENGLISH, "a")).isNull();
    assertThat(faq(Language.ENGLISH, "f")).isNull();
    assertThat(product(Language.CHINESE, "a")).isNotNull();
    prepare(Language.ENGLISH, new VectorMaker("other", 2));
    assertThat(fingerprints(Kind.PRODUCT, "a")).isEmpty();
    Waiting.await(catalog.forget(new Language("de")));
  }

  @Test
  void fingerprints_areThoseOfTheAskedLanguageAndKind() {
    prepare(Language.ENGLISH, MAKER);
    prepare(Language.CHINESE, MAKER);
    put(row("a", "Lamp", EAST), row("b", "Tent", NORTH));
    putFaq(faqRow("b", "Why?", EAST));
    assertThat(fingerprints(Kind.PRODUCT, "a", "b", "c"))
        .containsOnly(Map.entry("a", print("Lamp")), Map.entry("b", print("Tent")));
    assertThat(fingerprints(Kind.FAQ, "a", "b")).containsOnly(Map.entry("b", print("Why?")));
    assertThat(Waiting.await(catalog.fingerprints(Kind.PRODUCT, Language.CHINESE, List.of("a"))))
        .isEmpty();
    assertThat(fingerprints(Kind.PRODUCT)).isEmpty();
  }

  @Test
  void product_isFoundAsItWasPut_inItsLanguageAlone() {
    prepare(Language.ENGLISH, MAKER);
    put(row("a", "Lamp", EAST));
    assertThat(Waiting.await(catalog.find(Language.ENGLISH, "a")))
        .contains(product(Language.ENGLISH, "a", "Lamp", null));
    assertThat(Waiting.await(catalog.find(Language.ENGLISH, "b"))).isEmpty();
    assertThat(Waiting.await(catalog.find(Language.CHINESE, "a"))).isEmpty();
  }

  @Test
  void row_putAgain_isReplaced() {
    prepare(Language.ENGLISH, MAKER);
    put(row("a", "Lamp", EAST));
    put(row("a", "Better lamp", NORTH));
    assertThat(product(Language.ENGLISH, "a"))
        .isEqualTo(new Stored("Better lamp", null, NORTH.literal()));
    assertThat(fingerprints(Kind.PRODUCT, "a")).containsEntry("a", print("Better lamp"));
  }

  @Test
  void row_putWithoutVector_keepsTheStoredOne() {
    prepare(Language.ENGLISH, MAKER);
    put(row("a", "Lamp", EAST));
    put(row("a", "Lamp, cheaper", null));
    assertThat(product(Language.ENGLISH, "a"))
        .isEqualTo(new Stored("Lamp, cheaper", null, EAST.literal()));
    putFaq(new FaqRow(faq("f", "Why?"), print("1"), EAST, NORTH));
    putFaq(new FaqRow(faq("f", "Why not?"), print("2"), null, null));
    assertThat(faq(Language.ENGLISH, "f"))
        .isEqualTo(new Stored("Why not?", "Because.", NORTH.literal()));
  }

  @Test
  void batch_withOneRowThatCannotBeStored_storesNone() {
    prepare(Language.ENGLISH, MAKER);
    ProductRow unknownWithoutVector = row("b", "Tent", null);
    assertThatThrownBy(() -> put(row("a", "Lamp", EAST), unknownWithoutVector))
        .isInstanceOf(RuntimeException.class);
    ProductRow longer = row("c", "Pan", Embedding.normalized(new float[] {1, 1, 1, 1}));
    assertThatThrownBy(() -> put(row("a", "Lamp", EAST), longer))
        .isInstanceOf(RuntimeException.class);
    assertThat(fingerprints(Kind.PRODUCT, "a", "b", "c")).isEmpty();
  }

  @Test
  void row_ofALanguageThatWasNotPrepared_isRefused() {
    assertThatThrownBy(() -> put(row("a", "Lamp", EAST))).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> putFaq(faqRow("a", "Why?", EAST)))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void retain_removesTheOthersOfThatKindAndLanguageAlone() {
    prepare(Language.ENGLISH, MAKER);
    prepare(Language.CHINESE, MAKER);
    put(row("a", "Lamp", EAST), row("b", "Tent", EAST), row("c", "Pan", EAST));
    put(new ProductRow(product(Language.CHINESE, "b", "帐篷", null), print("r"), EAST));
    putFaq(faqRow("b", "Why?", EAST));
    assertThat(
            Waiting.await(
                catalog.retain(Kind.PRODUCT, Language.ENGLISH, List.of("a", "not there"))))
        .isEqualTo(2);
    assertThat(fingerprints(Kind.PRODUCT, "a", "b", "c")).containsOnlyKeys("a");
    assertThat(product(Language.CHINESE, "b")).isNotNull();
    assertThat(faq(Language.ENGLISH, "b")).isNotNull();
  }

  @Test
  void remove_takesARowOutOfEveryLanguage() {
    prepare(Language.ENGLISH, MAKER);
    prepare(Language.CHINESE, MAKER);
    put(row("a", "Lamp", EAST));
    put(new ProductRow(product(Language.CHINESE, "a", "灯", null), print("r"), EAST));
    putFaq(faqRow("a", "Why?", EAST));
    assertThat(Waiting.await(catalog.remove(Kind.PRODUCT, "a"))).isTrue();
    assertThat(Waiting.await(catalog.remove(Kind.PRODUCT, "a"))).isFalse();
    assertThat(product(Language.CHINESE, "a")).isNull();
    assertThat(faq(Language.ENGLISH, "a")).isNotNull();
    assertThat(Waiting.await(catalog.remove(Kind.FAQ, "a"))).isTrue();
  }

  @ParameterizedTest
  @MethodSource("oddTexts")
  void oddText_isStoredAsItIs(String text) {
    prepare(Language.ENGLISH, MAKER);
    put(new ProductRow(product(Language.ENGLISH, "a", text, text), print(text), EAST));
    assertThat(product(Language.ENGLISH, "a")).isEqualTo(new Stored(text, text, EAST.literal()));
    putFaq(faqRow("f", text, NORTH));
    assertThat(faq(Language.ENGLISH, "f")).isEqualTo(new Stored(text, "Because.", NORTH.literal()));
  }

  static List<String> oddTexts() {
    return List.of(
        "",
        "👩‍👩‍👧‍👦 tent 🏕️",
        "\u202Eمصباح يدوي\u202C for camping",
        "'; drop table product; --",
        "tab\tand\nnewline \\ backslash \"quote\" 'single' & | ! ( ) :* <->",
        "\uFFFF\uFFFE\uFEFF",
        "%_\\%",
        "word ".repeat(4_000),
        "x".repeat(20_000),
        "帐篷".repeat(10_000),
        "😀".repeat(10_000));
  }

  private void prepare(Language language, VectorMaker maker) {
    Waiting.await(catalog.prepare(language, maker));
  }

  private void put(ProductRow... rows) {
    Waiting.await(catalog.putProducts(Arrays.asList(rows)));
  }

  private void putFaq(FaqRow row) {
    Waiting.await(catalog.putFaqs(List.of(row)));
  }

  private Map<String, Fingerprint> fingerprints(Kind kind, String... ids) {
    return Waiting.await(catalog.fingerprints(kind, Language.ENGLISH, List.of(ids)));
  }

  private static ProductRow row(String id, String title, @Nullable Embedding vector) {
    return new ProductRow(product(Language.ENGLISH, id, title, null), print(title), vector);
  }

  private static FaqRow faqRow(String id, String question, Embedding vector) {
    return new FaqRow(faq(id, question), print(question), vector, vector);
  }

  private static Faq faq(String id, String question) {
    return new Faq(id, Language.ENGLISH, question, "Because.", null, null);
  }

  private static Fingerprint print(String text) {
    return new Fingerprint("row of " + text.hashCode(), "text of " + text.hashCode());
  }

  private static Product product(
      Language language, String id, String title, @Nullable String description) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("zeta", title);
    attributes.put("alpha", "1");
    return new Product(
        id,
        language,
        title,
        description,
        "/products/" + id,
        null,
        new Money(1_999, "USD"),
        null,
        Availability.IN_STOCK,
        "Veyla",
        "Home > Lamps",
        null,
        new Card.Rating(4.5, 12),
        attributes);
  }
}
