package rapport.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import rapport.catalog.Fingerprint;
import rapport.catalog.Product;

class EmbeddingTextTest {
  private final Shop shop = new Shop();

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void text_namesTheProductFirstThenWhatTellsItApart() {
    assertThat(
            text(
                row()
                    .put("brand", "Lux")
                    .put("product_type", "Home > Lamps > Desk lamps")
                    .put("description", "Warm light.")
                    .put("price", "5 USD")
                    .put("weight", "5.5 kg")
                    .put("dimmable", true)
                    .put("socket", "E27 screw")
                    .put("ean code", "0123")
                    .put("base material", "oak")))
        .isEqualTo(
            """
            Lamp
            Lux
            Lamps, Desk lamps
            base material: oak, socket: E27 screw
            Warm light.\
            """);
  }

  @Test
  void brand_thatTheTitleHas_isNotSaidTwice() {
    assertThat(text(row().put("brand", "LAMP"))).isEqualTo("Lamp");
  }

  @Test
  void text_isBoundedHoweverLongTheProductIs() {
    assertThat(text(row().put("description", "word ".repeat(500)))).hasSizeLessThanOrEqualTo(500);
  }

  @Test
  void price_andStock_areNoPartOfTheText() {
    Fingerprint before = fingerprint(row().put("price", "5 USD"), "m");
    Fingerprint after = fingerprint(row().put("price", "4 USD").put("stock", 0), "m");
    assertThat(after.text()).isEqualTo(before.text());
    assertThat(after.row()).isNotEqualTo(before.row()).hasSize(32);
  }

  @Test
  void fingerprints_changeWithTheModelAndWithEveryField() {
    Fingerprint plain = fingerprint(row(), "m");
    Fingerprint otherModel = fingerprint(row(), "n");
    assertThat(otherModel.text()).isNotEqualTo(plain.text());
    assertThat(otherModel.row()).isNotEqualTo(plain.row());
    for (String field : new String[] {"link", "image_link"}) {
      assertThat(fingerprint(row().put(field, "/x"), "m").row()).isNotEqualTo(plain.row());
    }
    assertThat(fingerprint(row().put("a", "b"), "m").row()).isNotEqualTo(plain.row());
    assertThat(fingerprint(row().put("gtin", "1"), "m").row()).isNotEqualTo(plain.row());
  }

  @Test
  void fingerprints_doNotLetFieldsRunIntoEachOther() {
    assertThat(fingerprint(row().put("a", "xb"), "m").row())
        .isNotEqualTo(fingerprint(row().put("ax", "b"), "m").row());
  }

  private String text(JsonObject row) {
    return EmbeddingText.of(shop.product(row.encode()));
  }

  private Fingerprint fingerprint(JsonObject row, String model) {
    Product product = shop.product(row.encode());
    return Fingerprints.of(product, model);
  }

  private static JsonObject row() {
    return new JsonObject().put("id", 1).put("title", "Lamp");
  }
}
