package rapport.search;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.testing.Waiting.await;

import io.vertx.core.Vertx;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rapport.chat.Card;
import rapport.chat.Filter;
import rapport.chat.Following;
import rapport.chat.Language;
import rapport.chat.Topic;
import rapport.database.Database;
import rapport.encode.Encoders;
import rapport.search.Dialogues.Dialogue;
import rapport.testing.TestGateway;

/**
 * Whether a follow-up finds what the same question finds when it is spelled out: the share of the
 * first five products of one that are among the first five of the other.
 */
class FollowUpRecallTest {
  private static final int FIRST = 5;
  private static final int WORST_NAMED = 12;
  private static final Vertx vertx = Vertx.vertx();
  private static final Map<String, Dialogues> SHOPS =
      Map.of("en", new Dialogues("en"), "zh", new Dialogues("zh"));

  private static Database database;
  private static Encoders encoders;
  private static Retriever retriever;

  /**
   * @param shown of what is shown, which is what fits
   * @param found of what is found, however badly it fits
   */
  private record Measured(Dialogue dialogue, double shown, double found, String detail) {}

  @BeforeAll
  static void load() {
    String url = TestGateway.demoDatabase();
    database = Database.forServing(vertx, url, TestGateway.settings(Map.of()).database());
    encoders = Encoders.onnx(vertx, TestGateway.settings(Map.of()).encoder());
    retriever = new Retriever(database.pool(), encoders, TestGateway.settings(Map.of()).search());
  }

  @AfterAll
  static void close() {
    await(encoders.close());
    await(database.close());
    await(vertx.close());
  }

  @ParameterizedTest
  @ValueSource(strings = {"build.jsonl", "aside.jsonl", "later.jsonl"})
  void followUp_findsWhatTheSpelledOutQuestionFinds(String file) {
    List<Measured> all =
        Dialogues.of(file).stream()
            .filter(dialogue -> dialogue.spelled() != null)
            .map(FollowUpRecallTest::measure)
            .toList();
    String report = report(file, all);
    System.out.println(report);
    assertThat(mean(all, Measured::shown)).as(report).isGreaterThanOrEqualTo(0.95);
  }

  private static String report(String file, List<Measured> all) {
    StringBuilder report = new StringBuilder();
    for (String locale : List.of("en", "zh")) {
      List<Measured> some = all.stream().filter(m -> m.dialogue.locale().equals(locale)).toList();
      report.append(line(file + " " + locale, some));
    }
    report.append(line(file, all));
    all.stream()
        .filter(m -> m.shown < 1)
        .sorted(Comparator.comparingDouble(Measured::shown))
        .limit(WORST_NAMED)
        .forEach(m -> report.append("  %.2f %s%n".formatted(m.shown, m.detail)));
    return report.toString();
  }

  private static String line(String name, List<Measured> some) {
    return "%-16s %2d dialogues: recall@5 %.3f of what is shown, %.3f of what is found%n"
        .formatted(name, some.size(), mean(some, Measured::shown), mean(some, Measured::found));
  }

  private static Measured measure(Dialogue dialogue) {
    Topic topic = SHOPS.get(dialogue.locale()).topic(dialogue.topicJson());
    Retrieved followed = retrieve(dialogue, dialogue.ask(), topic, FIRST);
    // What was shown already is not wanted again, which nobody spells out.
    List<String> except =
        followed.understood().following() == Following.MORE && topic != null
            ? topic.shown().stream().map(Card::id).toList()
            : List.of();
    Retrieved spelled = retrieve(dialogue, dialogue.spelled(), null, FIRST + except.size());
    String detail =
        "%s%n       %s %s%n       %s %s"
            .formatted(
                dialogue,
                ids(followed.supported()),
                followed.understood(),
                ids(spelled.supported()),
                spelled.understood());
    return new Measured(
        dialogue,
        recall(followed.supported(), spelled.supported(), except),
        recall(followed, spelled, except),
        detail);
  }

  private static double recall(Retrieved followed, Retrieved spelled, List<String> except) {
    List<String> found = ids(followed);
    List<String> wanted =
        ids(spelled).stream().filter(id -> !except.contains(id)).limit(FIRST).toList();
    return wanted.isEmpty()
        ? 1
        : (double) wanted.stream().filter(found::contains).count() / wanted.size();
  }

  private static Retrieved retrieve(
      Dialogue dialogue, String text, @Nullable Topic topic, int products) {
    Language locale = new Language(dialogue.locale());
    return await(
        retriever.retrieve(new Query(text, Filter.NONE, locale, topic, null, products, 4, true)));
  }

  private static List<String> ids(Retrieved retrieved) {
    return retrieved.products().stream().map(hit -> hit.card().id()).toList();
  }

  private static double mean(List<Measured> all, ToDoubleFunction<Measured> recall) {
    return all.stream().mapToDouble(recall).average().orElse(1);
  }
}
