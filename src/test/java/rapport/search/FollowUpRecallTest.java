package rapport.search;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.testing.Waiting.await;

import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

  private record Measured(
      Dialogue dialogue, double recall, List<String> found, List<String> wanted) {
    @Override
    public String toString() {
      return "%.2f %s%n       found %s, spelled out (%s) %s"
          .formatted(recall, dialogue, found, dialogue.spelled(), wanted);
    }
  }

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
    StringBuilder report = new StringBuilder(file);
    for (String locale : List.of("en", "zh")) {
      List<Measured> some = all.stream().filter(m -> m.dialogue.locale().equals(locale)).toList();
      report.append(String.format(Locale.ROOT, "  %s %d: %.3f", locale, some.size(), mean(some)));
    }
    report.append(String.format(Locale.ROOT, "  all %d: %.3f%n", all.size(), mean(all)));
    all.stream()
        .filter(m -> m.recall < 1)
        .sorted(Comparator.comparingDouble(Measured::recall))
        .limit(WORST_NAMED)
        .forEach(m -> report.append("  ").append(m).append('\n'));
    System.out.println(report);
    assertThat(mean(all)).as(report.toString()).isGreaterThanOrEqualTo(0.95);
  }

  private static Measured measure(Dialogue dialogue) {
    Topic topic = SHOPS.get(dialogue.locale()).topic(dialogue.topicJson());
    Retrieved followed = retrieve(dialogue, dialogue.ask(), topic, FIRST);
    // What was shown already is not wanted again, which nobody spells out.
    List<String> except =
        followed.understood().following() == Following.MORE && topic != null
            ? topic.shown().stream().map(card -> card.id()).toList()
            : List.of();
    List<String> wanted =
        new ArrayList<>(ids(retrieve(dialogue, dialogue.spelled(), null, FIRST + except.size())));
    wanted.removeAll(except);
    List<String> first = wanted.subList(0, Math.min(FIRST, wanted.size()));
    List<String> found = ids(followed);
    long both = first.stream().filter(found::contains).count();
    return new Measured(dialogue, first.isEmpty() ? 1 : both / (double) first.size(), found, first);
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

  private static double mean(List<Measured> all) {
    return all.stream().mapToDouble(Measured::recall).average().orElse(1);
  }
}
