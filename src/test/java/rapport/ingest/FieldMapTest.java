package rapport.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rapport.ingest.Shop.reasons;
import static rapport.ingest.Shop.source;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rapport.catalog.Catalog.Kind;
import rapport.catalog.Faq;
import rapport.catalog.Product;
import rapport.chat.Availability;
import rapport.chat.Language;
import rapport.chat.Money;
import rapport.fault.Fault;
import rapport.fault.GatewayException;

class FieldMapTest {
  private final Shop shop = new Shop();

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void map_ofTheProtocolPage_readsSomebodyElsesExport() {
    Product product =
        mapped(
            """
            id: id
            title: title
            description: short_description
            brand: supplier
            image_link: img_500x500
            gtin: ean
            price: {field: price, unit: minor, currency: USD}
            attributes: ["attr_*"]
            locale: en
            """,
            """
            {"id":"7","title":"Toner","ean":["0095","0096"],"short_description":"Black",\
            "img_500x500":"http://x.test/7.jpg","img_high":"http://x.test/7h.jpg",\
            "supplier":"Xerox","price":4995,"attr_t_product_colour":"Black",\
            "attr_n_quantity__pack_":6.0,"attr_b_refill":true}
            """);
    assertThat(product.price()).isEqualTo(new Money(4995, "USD"));
    assertThat(product.brand()).isEqualTo("Xerox");
    assertThat(product.description()).isEqualTo("Black");
    assertThat(product.gtin()).isEqualTo("0095");
    assertThat(product.image()).isEqualTo("http://x.test/7.jpg");
    assertThat(product.attributes().toString())
        .isEqualTo("{product colour=Black, quantity pack=6, refill=yes}");
  }

  @Test
  void map_withStockAndNamedAttributes_readsAChineseShop() {
    Product product =
        mapped(
            """
            title: name
            product_type: category
            price: {field: retail_price, unit: major, currency: CNY}
            availability: {field: stock, in_stock_above: 0}
            attributes: ["attributes"]
            locale: zh
            """,
            """
            {"id":"1","name":"四件套","category":"床品","retail_price":"899.00","stock":0,\
            "unit":"件","attributes":[{"name":"材质","value":"棉"},{"name":"件数","value":4}]}
            """);
    assertThat(product.language()).isEqualTo(Language.CHINESE);
    assertThat(product.price()).isEqualTo(new Money(89900, "CNY"));
    assertThat(product.availability()).isEqualTo(Availability.OUT_OF_STOCK);
    assertThat(product.category()).isEqualTo("床品");
    assertThat(product.attributes().toString()).isEqualTo("{材质=棉, 件数=4}");
  }

  @Test
  void map_thatOnlyRenames_leavesTheOtherNamesAndAttributesAlone() {
    Product product =
        mapped("title: name", "{\"id\":\"1\",\"name\":\"Lamp\",\"brand\":\"Lux\",\"watt\":40}");
    assertThat(product.title()).isEqualTo("Lamp");
    assertThat(product.brand()).isEqualTo("Lux");
    assertThat(product.attributes().toString()).isEqualTo("{watt=40}");
  }

  @Test
  void map_withConstantsAndFieldsLeftOut_doesAsItSays() {
    Product product =
        mapped(
            """
            brand: {value: Acme}
            description:
            locale: {field: lang}
            attributes: []
            """,
            """
            {"id":"1","title":"Lamp","brand":"x","description":"internal","lang":"de-AT","watt":4}
            """);
    assertThat(product.brand()).isEqualTo("Acme");
    assertThat(product.description()).isNull();
    assertThat(product.language()).isEqualTo(new Language("de"));
    assertThat(product.attributes()).isEmpty();
  }

  @Test
  void oneLetterSegments_stayWhenNotEveryAttributeHasOne() {
    Product product =
        mapped(
            "attributes: [\"attr_*\"]",
            "{\"id\":\"1\",\"title\":\"Shirt\",\"attr_v_neck\":true,\"attr_size\":\"M\"}");
    assertThat(product.attributes().toString()).isEqualTo("{v neck=yes, size=M}");
  }

  @Test
  void answers_asAList_areTakenFirstOrJoinedAsTheMapSays() {
    String row = "{\"id\":\"1\",\"question\":\"Returns?\",\"answers\":[\"30 days.\",\"Free.\"]}";
    assertThat(faq("answer: {field: answers, first: true}", row).answer()).isEqualTo("30 days.");
    assertThat(faq("answer: {field: answers, join: \"\\n\"}", row).answer())
        .isEqualTo("30 days.\nFree.");
  }

  @Test
  void answers_asAListWithoutAMap_areRejectedWithTheMapThatReadsThem() {
    String advice =
        "answers is a list; map it with answer: {field: answers, join: \"\\n\"}"
            + " or answer: {field: answers, first: true}";
    String row = "{\"id\":\"1\",\"question\":\"Returns?\",\"answers\":[\"30 days.\",\"Free.\"]}";
    assertThat(reasons(shop.faqs(row))).containsExactly("line 1: answer: missing; " + advice);
    IngestRequest mapped =
        IngestRequest.of(Kind.FAQ, List.of(source("f.jsonl", row)))
            .withMap(FieldMap.parse("answer: answers", "m.yaml", Kind.FAQ));
    assertThat(reasons(shop.load(mapped))).containsExactly("line 1: answer: " + advice);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id: id~titel: name | m.yaml line 2: titel: unknown (expected: id, title, description",
        "id: id~~title: [a | m.yaml line 3: not YAML",
        "just words | m.yaml line 1: no map (expected: lines such as title: name)",
        "title: a~title: b | m.yaml line 2: title: named twice (expected: once; first on line 1)",
        "price: {field: p, unit: cents} | m.yaml line 1: price: unit: cents (expected: major or",
        "price: {field: p, currency: ZZZ} | m.yaml line 1: price: currency: ZZZ (expected: an ISO",
        "price: {unit: minor} | m.yaml line 1: price: no source (expected: either field or value)",
        "title: {field: t, unit: minor} | m.yaml line 1: title: unit: unknown (expected: field,",
        "title: [a, b] | m.yaml line 1: nothing to read (expected: the name of a field",
        "question: q | m.yaml line 1: question: unknown (expected: id, title",
      })
  void map_withAMistake_isRefusedWithItsLine(String yaml, String message) {
    assertThatThrownBy(() -> FieldMap.parse(yaml.replace('~', '\n'), "m.yaml", Kind.PRODUCT))
        .isInstanceOfSatisfying(
            GatewayException.class, e -> assertThat(e.fault()).isEqualTo(Fault.BAD_REQUEST))
        .hasMessageStartingWith(message);
  }

  @Test
  void field_thatNoRowHas_isAProblemAndTheRowsAreLoaded() {
    IngestRequest request =
        Shop.products(source("a.jsonl", "{\"id\":\"1\",\"title\":\"Lamp\"}"))
            .withMap(FieldMap.parse("id: id\nbrand: suplier", "m.yaml", Kind.PRODUCT));
    IngestSummary summary = shop.load(request);
    assertThat(summary.accepted()).isEqualTo(1);
    assertThat(summary.problems())
        .containsExactly(
            "m.yaml line 2: brand: suplier (expected: a field of the rows; none has it)");
  }

  @Test
  void field_thatNoColumnHas_isRefusedBeforeAnythingIsLoaded() {
    IngestRequest request =
        Shop.products(source("a.csv", "id,title\n1,Lamp\n"))
            .withMap(FieldMap.parse("brand: suplier", "m.yaml", Kind.PRODUCT));
    assertThatThrownBy(() -> shop.load(request))
        .hasMessage("m.yaml line 1: brand: suplier (expected: a field of the rows; none has it)");
    assertThat(shop.catalog.products()).isEmpty();
  }

  private Product mapped(String yaml, String row) {
    IngestRequest request =
        Shop.products(source("a.jsonl", row)).withMap(FieldMap.parse(yaml, "m.yaml", Kind.PRODUCT));
    IngestSummary summary = shop.load(request);
    assertThat(reasons(summary)).isEmpty();
    assertThat(summary.problems()).isEmpty();
    return shop.catalog.products().getLast();
  }

  private Faq faq(String yaml, String row) {
    IngestRequest request =
        IngestRequest.of(Kind.FAQ, List.of(source("f.jsonl", row)))
            .withMap(FieldMap.parse(yaml, "m.yaml", Kind.FAQ));
    assertThat(reasons(shop.load(request))).isEmpty();
    return shop.catalog.faqs().getLast();
  }
}
