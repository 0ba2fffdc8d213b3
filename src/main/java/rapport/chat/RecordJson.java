package rapport.chat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import rapport.chat.Entry.Answered;
import rapport.chat.Entry.Asked;
import rapport.chat.Entry.Said;
import rapport.chat.Entry.Sourced;
import rapport.chat.Entry.SpeakerChanged;

/** The JSON of a conversation's record, exactly as the protocol's {@code seq} frames have it. */
public final class RecordJson {
  private RecordJson() {}

  /** An entry as its frame, with {@code type} and {@code seq}. */
  public static JsonObject frame(Entry.Numbered numbered) {
    return body(numbered.entry()).put("seq", numbered.seq());
  }

  /** An entry as its frame without {@code seq}: what the journal stores. */
  public static JsonObject body(Entry entry) {
    return switch (entry) {
      case Asked e ->
          typed("question")
              .put("turn", e.turn().value())
              .put("id", e.id())
              .put("text", e.text())
              .put("at", e.at().toString());
      case Sourced e -> sources(typed("sources").put("turn", e.turn().value()), e.sources());
      case Answered e ->
          withOptional(
              typed("done")
                  .put("turn", e.turn().value())
                  .put("finish", e.finish().code())
                  .put("text", e.text())
                  .put("length", e.text().length())
                  .put("usage", usage(e.usage()))
                  .put("timing", timing(e.timing()))
                  .put("suggestions", new JsonArray(e.suggestions())),
              "degraded",
              e.degraded());
      case Said e ->
          withOptional(typed("message").put("from", lower(e.from())), "name", e.name())
              .put("text", e.text())
              .put("at", e.at().toString());
      case SpeakerChanged e ->
          withOptional(
              withOptional(typed("speaker").put("speaker", lower(e.speaker())), "name", e.name()),
              "reason",
              e.reason());
    };
  }

  /** Reads back what {@link #body} wrote. */
  public static Entry entry(JsonObject json) {
    return switch (json.getString("type")) {
      case "question" ->
          new Asked(turn(json), json.getString("id"), json.getString("text"), instant(json, "at"));
      case "sources" ->
          new Sourced(
              turn(json),
              new Sources(
                  list(json, "products", RecordJson::readCard),
                  list(json, "faqs", RecordJson::readFaq),
                  readUnderstanding(json.getJsonObject("understood")),
                  json.getString("degraded")));
      case "done" ->
          new Answered(
              turn(json),
              Finish.of(json.getString("finish")),
              json.getString("text"),
              readUsage(json.getJsonObject("usage")),
              readTiming(json.getJsonObject("timing")),
              json.getJsonArray("suggestions").stream().map(Object::toString).toList(),
              json.getString("degraded"));
      case "message" ->
          new Said(
              Said.Sender.valueOf(json.getString("from").toUpperCase(Locale.ROOT)),
              json.getString("name"),
              json.getString("text"),
              instant(json, "at"));
      case "speaker" ->
          new SpeakerChanged(
              SpeakerChanged.Speaker.valueOf(json.getString("speaker").toUpperCase(Locale.ROOT)),
              json.getString("name"),
              json.getString("reason"));
      default -> throw new IllegalArgumentException("unknown entry: " + json.getString("type"));
    };
  }

  /**
   * Adds {@code products}, {@code faqs}, {@code understood} and {@code degraded} to {@code json}.
   */
  public static JsonObject sources(JsonObject json, Sources sources) {
    json.put("products", array(sources.products(), RecordJson::card));
    json.put("faqs", array(sources.faqs(), RecordJson::faq));
    Understanding understood = sources.understood();
    withOptional(
        json, "understood", understood == null ? null : UnderstandingJson.write(understood));
    return withOptional(json, "degraded", sources.degraded());
  }

  private static @Nullable Understanding readUnderstanding(@Nullable JsonObject json) {
    return json == null ? null : UnderstandingJson.read(json);
  }

  /** A card as {@code sources} has it. */
  public static JsonObject card(Card card) {
    JsonObject json = new JsonObject().put("id", card.id()).put("title", card.title());
    withOptional(json, "url", card.url());
    withOptional(json, "image", card.image());
    withOptional(json, "price", money(card.price()));
    withOptional(json, "list_price", money(card.listPrice()));
    withOptional(json, "brand", card.brand());
    withOptional(json, "category", card.category());
    json.put("availability", card.availability().code());
    if (card.rating() != null) {
      json.put(
          "rating",
          new JsonObject().put("value", card.rating().value()).put("count", card.rating().count()));
    }
    return json.put("score", rounded(card.score())).put("why", new JsonArray(card.why()));
  }

  private static Card readCard(JsonObject json) {
    JsonObject rating = json.getJsonObject("rating");
    return new Card(
        json.getString("id"),
        json.getString("title"),
        json.getString("url"),
        json.getString("image"),
        readMoney(json.getJsonObject("price")),
        readMoney(json.getJsonObject("list_price")),
        json.getString("brand"),
        json.getString("category"),
        Availability.of(json.getString("availability")),
        rating == null
            ? null
            : new Card.Rating(rating.getDouble("value"), rating.getInteger("count")),
        json.getDouble("score"),
        json.getJsonArray("why").stream().map(Object::toString).toList());
  }

  private static JsonObject faq(FaqSource faq) {
    JsonObject json =
        new JsonObject()
            .put("id", faq.id())
            .put("question", faq.question())
            .put("answer", faq.answer());
    return withOptional(json, "link", faq.link()).put("score", rounded(faq.score()));
  }

  private static FaqSource readFaq(JsonObject json) {
    return new FaqSource(
        json.getString("id"),
        json.getString("question"),
        json.getString("answer"),
        json.getString("link"),
        json.getDouble("score"));
  }

  private static @Nullable JsonObject money(@Nullable Money money) {
    return money == null
        ? null
        : new JsonObject().put("amount", money.amount()).put("currency", money.currency());
  }

  private static @Nullable Money readMoney(@Nullable JsonObject json) {
    return json == null ? null : new Money(json.getLong("amount"), json.getString("currency"));
  }

  private static JsonObject usage(Usage usage) {
    return new JsonObject()
        .put("input_tokens", usage.inputTokens())
        .put("output_tokens", usage.outputTokens());
  }

  private static Usage readUsage(JsonObject json) {
    return new Usage(json.getInteger("input_tokens"), json.getInteger("output_tokens"));
  }

  private static JsonObject timing(Timing timing) {
    return new JsonObject()
        .put("encode_ms", rounded(timing.encode()))
        .put("search_ms", rounded(timing.search()))
        .put("prompt_ms", rounded(timing.prompt()))
        .put("first_token_ms", rounded(timing.firstToken()))
        .put("total_ms", rounded(timing.total()));
  }

  private static Timing readTiming(JsonObject json) {
    return new Timing(
        json.getDouble("encode_ms"),
        json.getDouble("search_ms"),
        json.getDouble("prompt_ms"),
        json.getDouble("first_token_ms"),
        json.getDouble("total_ms"));
  }

  private static JsonObject typed(String type) {
    return new JsonObject().put("type", type);
  }

  private static TurnId turn(JsonObject json) {
    return new TurnId(json.getString("turn"));
  }

  private static Instant instant(JsonObject json, String name) {
    return Instant.parse(json.getString(name));
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static JsonObject withOptional(JsonObject json, String name, @Nullable Object value) {
    if (value != null) {
      json.put(name, value);
    }
    return json;
  }

  private static <T> JsonArray array(List<T> values, Function<T, JsonObject> shape) {
    JsonArray array = new JsonArray();
    values.forEach(value -> array.add(shape.apply(value)));
    return array;
  }

  private static <T> List<T> list(JsonObject json, String name, Function<JsonObject, T> reader) {
    return json.getJsonArray(name).stream()
        .map(JsonObject.class::cast)
        .map(reader)
        .map(Objects::requireNonNull)
        .toList();
  }

  /** Four decimals: more is noise in scores and milliseconds. */
  private static double rounded(double value) {
    return Math.round(value * 10_000) / 10_000.0;
  }
}
