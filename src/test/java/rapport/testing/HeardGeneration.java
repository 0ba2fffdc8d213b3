package rapport.testing;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import rapport.fault.GatewayException;
import rapport.llm.Delta;
import rapport.llm.Generation;
import rapport.llm.LanguageModel;
import rapport.prompt.Prompt;

/** Listens to one generation on an event loop of its own, and remembers what it heard. */
public final class HeardGeneration {
  private final Context context;
  private final List<Delta> deltas = new CopyOnWriteArrayList<>();
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final Promise<Void> over = Promise.promise();
  private final Consumer<Generation> onText;
  private volatile Generation generation;
  private volatile Thread thread;
  private volatile boolean ended;

  private HeardGeneration(Context context, Consumer<Generation> onText) {
    this.context = context;
    this.onText = onText;
  }

  /** Begins to listen. */
  public static HeardGeneration to(Vertx vertx, LanguageModel model, Prompt prompt) {
    return to(vertx, model, prompt, generation -> {}, generation -> {});
  }

  /**
   * Begins to listen.
   *
   * @param before done to the generation before it begins
   * @param onText done to it at every piece of text
   */
  public static HeardGeneration to(
      Vertx vertx,
      LanguageModel model,
      Prompt prompt,
      Consumer<Generation> before,
      Consumer<Generation> onText) {
    Context context = ((VertxInternal) vertx).createEventLoopContext();
    HeardGeneration heard = new HeardGeneration(context, onText);
    heard.begin(model, prompt, before);
    return heard;
  }

  /** Begins to listen to another one on the same event loop. */
  public HeardGeneration another(LanguageModel model, Prompt prompt) {
    HeardGeneration heard = new HeardGeneration(context, generation -> {});
    heard.begin(model, prompt, generation -> {});
    return heard;
  }

  private void begin(LanguageModel model, Prompt prompt, Consumer<Generation> before) {
    context.runOnContext(v -> {
      thread = Thread.currentThread();
      generation = model.generate(prompt);
      before.accept(generation);
      begin(generation);
    });
  }

  private void begin(Generation generation) {
    generation
        .handler(this::heard)
        .exceptionHandler(failure -> {
          failures.add(failure);
          over.tryComplete();
        })
        .endHandler(v -> {
          ended = true;
          over.tryComplete();
        });
  }

  private void heard(Delta delta) {
    deltas.add(delta);
    threads.add(Thread.currentThread());
    if (delta instanceof Delta.Text) {
      onText.accept(generation);
    }
  }

  /** Does something to the generation, on its event loop. */
  public Future<Void> with(Consumer<Generation> action) {
    Promise<Void> done = Promise.promise();
    context.runOnContext(v -> {
      action.accept(generation);
      done.complete();
    });
    return done.future();
  }

  /** Completes when the generation has ended or failed. */
  public Future<Void> over() {
    return over.future();
  }

  public List<Delta> deltas() {
    return deltas;
  }

  /** The text so far. */
  public String text() {
    return deltas.stream()
        .filter(Delta.Text.class::isInstance)
        .map(delta -> ((Delta.Text) delta).text())
        .collect(Collectors.joining());
  }

  /** The last delta, which has to be how it finished. */
  public Delta.Finished finished() {
    if (!ended || !failures.isEmpty()) {
      throw new AssertionError("no proper end: " + deltas + failures);
    }
    return (Delta.Finished) deltas.getLast();
  }

  /** The one failure it ended with. */
  public GatewayException failure() {
    if (failures.size() != 1 || ended) {
      throw new AssertionError("not one failure: " + failures + deltas);
    }
    return (GatewayException) failures.getFirst();
  }

  /** Why these were not the model's words, or null. To be asked when it is over. */
  public String degraded() {
    return generation.degraded();
  }

  public boolean isOver() {
    return ended || !failures.isEmpty();
  }

  /** The threads on which something was heard. */
  public List<Thread> threads() {
    return threads;
  }

  /** The thread on which it began. */
  public Thread thread() {
    return thread;
  }
}
