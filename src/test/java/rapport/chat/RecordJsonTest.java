package rapport.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import rapport.chat.Entry.Answered;
import rapport.chat.Entry.Asked;
import rapport.chat.Entry.Numbered;
import rapport.chat.Entry.Said;
import rapport.chat.Entry.Sourced;
import rapport.chat.Entry.SpeakerChanged;

class RecordJsonTest {
  private static final TurnId TURN = new TurnId("t_1");
  private static final Instant AT = Instant.parse("2026-11-23T10:15:30.123456Z");
  private static final Card CARD =
      new Card(
          "NH-1",
          "Lamp \"Ö\" 灯 😀",
          "/products/NH-1",
          "/demo/lamp.svg",
          new Money(4_995, "USD"),
          new Money(5_995, "USD"),
          "Veyla",
          "Home > Lamps",
          Availability.PREORDER,
          new Card.Rating(4.7, 842),
          0.8123,
          List.of("under $50", "color: red"));
  private static final Card BARE_CARD =
      new Card(
          "1", "", null, null, null, null, null, null, Availability.IN_STOCK, null, 0, List.of());

  static Stream<Entry> entries() {
    return Stream.of(
        new Asked(TURN, "q1", "Is it <b>red</b>?\n\u0001", AT),
        new Sourced(
            TURN,
            new Sources(
                List.of(CARD, BARE_CARD),
                List.of(
                    new FaqSource("F-1", "Why?", "Because.", "/help", 1),
                    new FaqSource("F-2", "", "", null, 0.5)),
                new Understanding(
                    "lamp",
                    Following.REFINED,
                    "cheaper",
                    List.of("P-1"),
                    new Constraints(
                        1L,
                        5_000L,
                        List.of("Veyla"),
                        List.of("Other"),
                        "home",
                        List.of(Colour.BLACK),
                        List.of(Colour.RED),
                        List.of("42"),
                        List.of("leather"),
                        true,
                        4.0,
                        Constraints.Order.CHEAPEST),
                    new Relaxed("max_price", "$50.00", "$54.00")),
                "the encoder does not answer")),
        new Sourced(TURN, new Sources(List.of(), List.of(), null, null)),
        new Answered(
            TURN,
            Finish.STOP,
            "A lamp.",
            new Usage(12, 34),
            new Timing(1.5, 2.25, 0.125, 200, 1_234.5),
            List.of("And now?")),
        new Answered(TURN, Finish.NO_ANSWER, "", Usage.NONE, Timing.UNKNOWN, List.of()),
        new Said(Said.Sender.AGENT, "Ada", "Hello", AT),
        new Said(Said.Sender.SYSTEM, null, "Nobody is there", AT),
        new SpeakerChanged(SpeakerChanged.Speaker.AGENT, "Ada", "asked for"),
        new SpeakerChanged(SpeakerChanged.Speaker.BOT, null, null));
  }

  @ParameterizedTest
  @MethodSource("entries")
  void entry_readBack_isTheSame(Entry entry) {
    JsonObject stored = new JsonObject(RecordJson.body(entry).encode());
    assertThat(RecordJson.entry(stored)).isEqualTo(entry);
    JsonObject frame = RecordJson.frame(new Numbered(7, entry));
    assertThat(frame.getLong("seq")).isEqualTo(7);
    frame.remove("seq");
    assertThat(frame).isEqualTo(stored);
  }

  @Test
  void everyKindOfEntry_isAmongThese() {
    assertThat(entries().map(Entry::getClass).distinct().toList())
        .hasSameSizeAs(Entry.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @EnumSource(Finish.class)
  void everyFinish_hasItsWord(Finish finish) {
    assertThat(Finish.of(finish.code())).isEqualTo(finish);
    assertThat(finish.code()).matches("[a-z_]+");
  }

  @Test
  void card_hasTheProtocolsFieldsAndNoneThatIsAbsent() {
    JsonObject sources =
        RecordJson.body(
            new Sourced(TURN, new Sources(List.of(CARD, BARE_CARD), List.of(), null, null)));
    assertThat(sources.fieldNames()).containsExactly("type", "turn", "products", "faqs");
    assertThat(sources.getJsonArray("products").getJsonObject(0).fieldNames())
        .containsExactly(
            "id",
            "title",
            "url",
            "image",
            "price",
            "list_price",
            "brand",
            "category",
            "availability",
            "rating",
            "score",
            "why");
    assertThat(sources.getJsonArray("products").getJsonObject(0).getJsonObject("price"))
        .isEqualTo(new JsonObject().put("amount", 4_995L).put("currency", "USD"));
    assertThat(sources.getJsonArray("products").getJsonObject(1).fieldNames())
        .containsExactly("id", "title", "availability", "score", "why");
  }

  @Test
  void done_countsItsTextAsJavaScriptDoes() {
    JsonObject done =
        RecordJson.body(
            new Answered(TURN, Finish.STOP, "灯😀", Usage.NONE, Timing.UNKNOWN, List.of()));
    assertThat(done.getInteger("length")).isEqualTo(3);
    assertThat(done.getJsonObject("timing").fieldNames())
        .containsExactly("encode_ms", "search_ms", "prompt_ms", "first_token_ms", "total_ms");
    assertThat(done.getJsonObject("usage").fieldNames())
        .containsExactly("input_tokens", "output_tokens");
  }

  @Test
  void unknownEntry_isRefused() {
    assertThatThrownBy(() -> RecordJson.entry(new JsonObject().put("type", "dance")))
        .hasMessage("unknown entry: dance");
  }
}
