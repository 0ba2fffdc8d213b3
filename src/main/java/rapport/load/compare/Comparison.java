package rapport.load.compare;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import rapport.encode.EncoderSettings;
import rapport.encode.Encoders;
import rapport.load.LoadException;
import rapport.load.Progress;
import rapport.load.Questions;
import rapport.load.model.Ceiling;
import rapport.load.model.Script;
import rapport.load.model.ScriptedModel;

/**
 * Ours, the floor and the peers in one run.
 *
 * @param checkout with {@code src/bench} and what was built of it in {@code target/bench}
 * @param server any database of the server that the catalogue is made on
 * @param contenders in the order of their turns
 * @param thorough whether, in the first round, servers are warmed up for longer and asked at rising
 *     rates
 * @param products how large the catalogue is
 */
public record Comparison(
    Path checkout,
    String server,
    EncoderSettings encoder,
    List<Contender> contenders,
    int rounds,
    boolean thorough,
    int products) {
  private static final String ENCODER = "/all-minilm-l6-v2-q";
  private static final int CEILING_STEP_MILLIS = 700;
  private static final int QUESTIONS = 15_000;

  /**
   * Runs it, on the caller's thread.
   *
   * @param log hears what happens, a line at a time
   * @return the document, as text
   */
  public String run(Progress progress, Consumer<String> log) {
    requireBuilt();
    Path folder = temporaryFolder();
    Vertx vertx = Vertx.vertx();
    try {
      log.accept("measuring the scripted model's ceiling");
      double ceiling = Ceiling.measure(CEILING_STEP_MILLIS, step -> {}).piecesPerSecond();
      LoadCatalogue catalogue =
          new LoadCatalogue(vertx, Encoders.onnx(vertx, encoder), checkout, log);
      String database = catalogue.prepare(server, products);
      Questions questions = Questions.of(catalogue.questions(database, QUESTIONS), 1);
      CompareDocument document = new CompareDocument(contenders, rounds, notes(ceiling));
      try (ScriptedModel model = ScriptedModel.start(Script.USUAL)) {
        Surroundings around =
            new Surroundings(
                database, catalogue.process(database), model.url(), encoderFiles(folder));
        new Rounds(
                contenders,
                target(),
                around,
                () -> catalogue.forget(database),
                model,
                ceiling,
                questions,
                progress,
                log,
                document)
            .run(rounds, thorough);
      }
      return document.toJson().encodePrettily() + "\n";
    } finally {
      Waits.on(vertx.close());
      delete(folder);
    }
  }

  private List<String> notes(double ceiling) {
    String warmth =
        thorough
            ? "Questions at other than 15 a second were asked of servers warm for two minutes and more."
            : "Each server was measured in its first two minutes, while compilers still work.";
    return List.of(
        warmth,
        "%,d products and 60 FAQs; 8 database connections, 1 GB of heap and the same JVM for each."
            .formatted(products),
        "Server, PostgreSQL, scripted model and clients share this machine's cores. The model's"
            + " ceiling on one core: %,.0f pieces/s.".formatted(ceiling),
        "Untuned peers have one turn, without the search for how many streams they hold.",
        "Peers keep no record, acknowledge nothing and resume nothing; floors do not even"
            + " search. src/bench/README.md lists every handicap and advantage.");
  }

  private Path target() {
    return checkout.resolve("target");
  }

  private void requireBuilt() {
    for (Contender contender : contenders) {
      if (!Files.isReadable(contender.jar(target()))) {
        throw new LoadException(
            "%s: not built (expected: %s; ./rapport load compare builds it)"
                .formatted(contender.title(), contender.jar(target())));
      }
    }
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("rapport-encoder");
    } catch (IOException e) {
      throw new LoadException("no temporary folder can be made: " + e.getMessage());
    }
  }

  /** The encoder's files as the peers read them. */
  private static Path encoderFiles(Path folder) {
    copy(ENCODER + ".onnx", folder.resolve("model.onnx"));
    copy(ENCODER + "-tokenizer.json", folder.resolve("tokenizer.json"));
    return folder;
  }

  private static void copy(String resource, Path file) {
    try (InputStream stream = Comparison.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new LoadException(resource + " is not on the class path");
      }
      Files.copy(stream, file);
    } catch (IOException e) {
      throw new LoadException(file + ": cannot be written: " + e.getMessage());
    }
  }

  private static void delete(Path folder) {
    try (var files = Files.walk(folder)) {
      files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      folder.toFile().deleteOnExit();
    }
  }
}
