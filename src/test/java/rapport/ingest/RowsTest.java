package rapport.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.ingest.Shop.reasons;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rapport.catalog.Faq;
import rapport.catalog.Product;
import rapport.chat.Availability;
import rapport.chat.Card;
import rapport.chat.Language;
import rapport.chat.Money;

/** Single rows in the product feed's names: what they become, and what rejects them. */
class RowsTest {
  private final Shop shop = new Shop();

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void product_withEveryField_isReadInFull() {
    Product product =
        shop.product(
            """
            {"id":"p1","title":"Desk &amp; lamp","description":"<p>Warm</p><p>light</p>",\
            "link":"HTTPS://shop.test/p 1","image_link":"/img/1.png","price":"49.95 USD",\
            "sale_price":"39.95 USD","availability":"in stock","brand":"Lux","gtin":"0123",\
            "product_type":"Home&gt;Lamps > Desk","rating":"4.5","rating_count":12,\
            "locale":"en-GB","color":"red","led":true,"sizes":["S","M"],\
            "box":{"width":3.0,"note":null,"tags":["a"]},"empty":"","nothing":null}
            """);
    assertThat(product.title()).isEqualTo("Desk & lamp");
    assertThat(product.description()).isEqualTo("Warm\n\nlight");
    assertThat(product.url()).isEqualTo("https://shop.test/p%201");
    assertThat(product.image()).isEqualTo("/img/1.png");
    assertThat(product.price()).isEqualTo(new Money(3995, "USD"));
    assertThat(product.listPrice()).isEqualTo(new Money(4995, "USD"));
    assertThat(product.availability()).isEqualTo(Availability.IN_STOCK);
    assertThat(product.category()).isEqualTo("Home > Lamps > Desk");
    assertThat(product.rating()).isEqualTo(new Card.Rating(4.5, 12));
    assertThat(product.language()).isEqualTo(Language.ENGLISH);
    assertThat(product.attributes().toString())
        .isEqualTo("{color=red, led=yes, sizes=S, M, box=width: 3, tags: a}");
  }

  @Test
  void product_withOnlyIdAndTitle_isInStockWithoutPrice() {
    Product product = shop.product("{\"id\":42,\"title\":\"Lamp\"}");
    assertThat(product.id()).isEqualTo("42");
    assertThat(product.price()).isNull();
    assertThat(product.availability()).isEqualTo(Availability.IN_STOCK);
    assertThat(product.rating()).isNull();
    assertThat(product.attributes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "40 USD, 50 USD, 4000, null",
        "null, 50 USD, 5000, null",
        "50 USD, 40 USD, 4000, 5000",
        "50 USD, 50 USD, 5000, null",
      })
  void salePrice_countsOnlyBelowThePrice(
      @Nullable String price, String sale, long amount, @Nullable Long list) {
    JsonObject row = new JsonObject().put("id", 1).put("title", "Lamp");
    Product product = shop.product(row.put("price", price).put("sale_price", sale).encode());
    assertThat(product.price()).isEqualTo(new Money(amount, "USD"));
    assertThat(product.listPrice()).isEqualTo(list == null ? null : new Money(list, "USD"));
  }

  @ParameterizedTest
  @CsvSource({
    "availability, 'in_stock', IN_STOCK",
    "availability, 'Out of stock', OUT_OF_STOCK",
    "availability, 'https://schema.org/OutOfStock', OUT_OF_STOCK",
    "availability, 'pre-order', PREORDER",
    "availability, 'sold out', OUT_OF_STOCK",
    "availability, '0', OUT_OF_STOCK",
    "availability, '12', IN_STOCK",
    "stock, '0', OUT_OF_STOCK",
    "quantity, '3', IN_STOCK",
  })
  void availability_isReadAsWordOrNumber(String field, String value, Availability expected) {
    JsonObject row = new JsonObject().put("id", 1).put("title", "Lamp").put(field, value);
    Product product = shop.product(row.encode());
    assertThat(product.availability()).isEqualTo(expected);
    assertThat(product.attributes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        " JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "ftp://x.test/a",
        "www.x.test/a",
        "/\\evil.test",
        "https:///x",
        "https://x.test/\"onload=alert(1)",
        "http:evil",
      })
  void link_thatIsNotForThePage_isDropped(String link) {
    JsonObject row = new JsonObject().put("id", 1).put("title", "Lamp");
    Product product = shop.product(row.put("link", link).put("image_link", link).encode());
    assertThat(product.url()).isNull();
    assertThat(product.image()).isNull();
  }

  @Test
  void texts_withEmojiRightToLeftAndNul_surviveWithoutTheNul() {
    Product product =
        shop.product(
            """
            {"id":"ש1","title":"Lamp 💡\\u0000 مصباح","description":"\\u0000","b\\u0000x":"\\u0000y"}
            """);
    assertThat(product.id()).isEqualTo("ש1");
    assertThat(product.title()).isEqualTo("Lamp 💡 مصباح");
    assertThat(product.description()).isNull();
    assertThat(product.attributes().toString()).isEqualTo("{bx=y}");
  }

  @Test
  void texts_thatAreTooLong_areCut() {
    JsonObject row = new JsonObject().put("id", 1).put("title", "x".repeat(600));
    row.put("description", "y".repeat(30_000)).put("note", "z".repeat(2_000));
    Product product = shop.product(row.encode());
    assertThat(product.title()).hasSize(500);
    assertThat(product.description()).hasSize(20_000);
    assertThat(product.attributes().get("note")).hasSize(1_000);
  }

  @Test
  void attributes_asObjectOrPairs_standOnTheirOwn() {
    Product product =
        shop.product(
            """
            {"id":1,"title":"x","attributes":{"net_weight":"2 kg"},\
            "specs":[{"name":"Power","value":40},{"name":"Power","value":60}]}
            """);
    assertThat(product.attributes().toString()).isEqualTo("{net weight=2 kg, Power=40, 60}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"title\":\"x\"} | id: missing (expected: a text; the row has title)",
        "{\"id\":\"\",\"title\":\"x\"} | id: missing (expected: a text; the row has id, title)",
        "{\"id\":true,\"title\":\"x\"} | id: true (expected: a text or number of 1 to 128",
        "{\"id\":{\"a\":1},\"title\":\"x\"} | id: a: 1 (expected: a text, not a structure)",
        "{\"id\":1} | title: missing (expected: a text; the row has id)",
        "{\"id\":1,\"title\":\"\\u0000 \"} | title:  (expected: a text that is more than markup)",
        "{\"id\":1,\"title\":\"<b></b>\"} | title: <b></b> (expected: a text that is more than",
        "{\"id\":1,\"title_en\":\"x\"} | title: missing; map it with title: title_en",
        "{\"id\":1,\"title\":[\"x\",\"y\"]} | title: title is a list; map it with title: {field:",
        "{} | id: missing (expected: a text; the row is empty)",
        "{\"id\":1,\"title\":\"x\",\"price\":\"cheap\"} | price: cheap (expected: an amount with",
        "{\"id\":1,\"title\":\"x\",\"price\":4.5} | price: 4.5 (expected: an amount with",
        "{\"id\":1,\"title\":\"x\",\"price\":\"9 USD\",\"sale_price\":\"8 EUR\"} | sale_price: €8 (exp",
        "{\"id\":1,\"title\":\"x\",\"availability\":\"maybe\"} | availability: maybe (expected: in_",
        "{\"id\":1,\"title\":\"x\",\"rating\":9} | rating: 9 (expected: a number from 0 to 5)",
        "{\"id\":1,\"title\":\"x\",\"rating\":4,\"rating_count\":-1} | rating_count: -1 (expected:",
        "{\"id\":1,\"title\":\"x\",\"locale\":\"Samsung\"} | locale: Samsung (expected: a language",
      })
  void row_thatCannotBeTaken_isRejectedWithFieldAndValue(String row, String reason) {
    IngestSummary summary = shop.products(row + "\n{\"id\":\"fine\",\"title\":\"x\"}");
    assertThat(reasons(summary)).singleElement().asString().startsWith("line 1: " + reason);
    assertThat(summary.accepted()).isEqualTo(1);
  }

  @Test
  void id_ofMoreThan128Characters_isRejected() {
    IngestSummary summary = shop.products("{\"id\":\"" + "x".repeat(129) + "\",\"title\":\"x\"}");
    assertThat(reasons(summary)).singleElement().asString().contains("…", "1 to 128 characters");
  }

  @Test
  void faq_keepsItsParagraphsAndDropsUnsafeLinks() {
    shop.faqs(
        """
        {"id":1,"question":"How <b>long</b>?","answer":"<p>Two days.</p><p>Or three.</p>",\
        "category":"Shipping","link":"javascript:x","locale":"en"}
        """);
    Faq faq = shop.catalog.faq("en", "1");
    assertThat(faq)
        .isEqualTo(
            new Faq(
                "1", Language.ENGLISH, "How long?", "Two days.\n\nOr three.", "Shipping", null));
  }

  @Test
  void rows_withNestedJunk_areReadOrRejectedButNeverFail() {
    JsonArray deep = new JsonArray();
    for (int i = 0; i < 40; i++) {
      deep = new JsonArray().add(deep).add("x");
    }
    JsonObject row = new JsonObject().put("id", 1).put("title", "x").put("deep", deep);
    Product product = shop.product(row.put("n", new JsonObject().put("", "")).encode());
    assertThat(product.attributes().get("deep")).contains("x, x");
  }
}
