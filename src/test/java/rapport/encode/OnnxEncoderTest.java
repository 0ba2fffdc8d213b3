package rapport.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import rapport.fault.Fault;
import rapport.fault.GatewayException;
import rapport.life.Priority;
import rapport.testing.Waiting;

class OnnxEncoderTest {
  private static final Vertx vertx = Vertx.vertx();
  private static final EncoderSettings settings = settings(2048);
  private static final OnnxEncoder miniLm = start("all-minilm-l6-v2", settings);

  @AfterAll
  static void close() throws Exception {
    await(miniLm.close());
    await(vertx.close());
  }

  /** The model card's own example; the int8 file stays near the original's numbers. */
  @Test
  void miniLm_similarities_areThoseOfItsModelCard() throws Exception {
    List<Embedding> vectors =
        await(
            miniLm.documents(
                List.of(
                    "The weather is lovely today.",
                    "It's so sunny outside!",
                    "He drove to the stadium.")));
    assertThat(vectors.get(0).similarity(vectors.get(1))).isCloseTo(0.6660, within(0.05));
    assertThat(vectors.get(0).similarity(vectors.get(2))).isCloseTo(0.1046, within(0.05));
    assertThat(vectors.get(1).similarity(vectors.get(2))).isCloseTo(0.1411, within(0.05));
  }

  @Test
  void bgeEnglish_questionWithItsPrefix_isNearestToItsAnswer() throws Exception {
    assertNearest(
        "bge-small-en-v1.5",
        "How long does delivery take?",
        "Parcels arrive within three working days of the order.",
        "Wash the blanket at thirty degrees.");
  }

  @Test
  void bgeChinese_questionWithItsPrefix_isNearestToItsAnswer() throws Exception {
    assertNearest("bge-small-zh-v1.5", "怎么退货？", "收到商品后三十天内可以申请无忧退货。", "这款耳机支持蓝牙5.3。");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void threads_giveWayToEventLoops() throws Exception {
    await(miniLm.query("any"));
    int ours = Priority.nice(Path.of("/proc/self"));
    int theirs = Math.min(ours + Priority.NICER, 19);
    // One answered; the other may just begin.
    Waiting.until(
        vertx, () -> !encoders().isEmpty() && encoders().stream().allMatch(n -> n == theirs));
    assertThat(Priority.nice(Path.of("/proc/thread-self"))).isEqualTo(ours);
  }

  /** How far each of the encoders' threads gives way. */
  private static List<Integer> encoders() {
    List<Integer> encoders = new ArrayList<>();
    try (DirectoryStream<Path> threads =
        Files.newDirectoryStream(Path.of("/proc/self/task"), OnnxEncoderTest::isEncoder)) {
      for (Path thread : threads) {
        encoders.add(Priority.nice(thread));
      }
    } catch (IOException e) {
      return List.of(); // one has ended meanwhile
    }
    return encoders;
  }

  /** A thread that ends meanwhile has no name any more. */
  private static boolean isEncoder(Path thread) {
    try {
      return Files.readString(thread.resolve("comm")).startsWith("encoder-");
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void documents_ofVeryDifferentLengths_areAnsweredInTheirOrder() throws Exception {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      texts.add("word ".repeat(1 + (i * 7) % 60) + "number " + i);
    }
    List<Embedding> together = await(miniLm.documents(texts));
    for (int i : new int[] {0, 17, 39}) {
      Embedding alone = await(miniLm.documents(List.of(texts.get(i)))).getFirst();
      assertThat(together.get(i).similarity(alone)).isGreaterThan(0.98);
    }
  }

  @Test
  void text_longerThanTheModelReads_isCutThere() throws Exception {
    String head = "camping tent ".repeat(200);
    Embedding cut = await(miniLm.query(head + "coffee grinder".repeat(500)));
    assertThat(cut.similarity(await(miniLm.query(head)))).isGreaterThan(0.99);
  }

  @Test
  void emptyAndOddTexts_haveVectorsToo() throws Exception {
    for (String text : List.of("", " ", "😀😀", "\u202Eabc", "\uFFFF", "العربية")) {
      assertThat(await(miniLm.query(text)).dimension()).isEqualTo(384);
    }
  }

  @Test
  void query_whileDocumentsWait_goesFirst() throws Exception {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 1500; i++) {
      texts.add("a rather ordinary document about tents, lamps and kettles, number " + i);
    }
    Future<List<Embedding>> documents = miniLm.documents(texts);
    await(miniLm.query("a question"));
    assertThat(documents.isComplete()).isFalse();
    await(documents);
  }

  @Test
  void query_whenTheQueueIsFull_isRefusedAsOverloaded() throws Exception {
    OnnxEncoder small = start("all-minilm-l6-v2", settings(4));
    List<Future<Embedding>> asked = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      asked.add(small.query("question " + i));
    }
    await(Future.join(asked).transform(ended -> Future.succeededFuture()));
    assertThat(asked.stream().filter(Future::failed).map(Future::cause))
        .isNotEmpty()
        .allSatisfy(failure ->
            assertThat(((GatewayException) failure).fault()).isEqualTo(Fault.OVERLOADED));
    assertThat(asked.stream().filter(Future::succeeded)).isNotEmpty();
    await(small.close());
  }

  private static void assertNearest(String model, String question, String answer, String other)
      throws Exception {
    OnnxEncoder encoder = start(model, settings);
    Embedding asked = await(encoder.query(question));
    List<Embedding> documents = await(encoder.documents(List.of(answer, other)));
    assertThat(asked.similarity(documents.get(0)))
        .isGreaterThan(asked.similarity(documents.get(1)) + 0.1);
    await(encoder.close());
  }

  private static OnnxEncoder start(String model, EncoderSettings settings) {
    return OnnxEncoder.start(vertx, ModelFiles.find(model, settings), settings);
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private static EncoderSettings settings(int queue) {
    return new EncoderSettings() {
      @Override
      public String model() {
        return "all-minilm-l6-v2";
      }

      @Override
      public Map<String, String> models() {
        return Map.of();
      }

      @Override
      public int threads() {
        return 2;
      }

      @Override
      public int queue() {
        return queue;
      }

      @Override
      public int cache() {
        return 100;
      }

      @Override
      public Pooling pooling() {
        return Pooling.MEAN;
      }

      @Override
      public Optional<String> queryPrefix() {
        return Optional.empty();
      }

      @Override
      public int maxTokens() {
        return 256;
      }
    };
  }
}
