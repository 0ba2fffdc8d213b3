package rapport.encode;

import ai.djl.huggingface.tokenizers.Encoding;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rapport.fault.Fault;
import rapport.fault.GatewayException;
import rapport.life.CheckResult;
import rapport.life.Priority;

/** Runs an {@link OnnxModel} on a few threads. */
final class OnnxEncoder implements Encoder {
  private static final Logger log = LoggerFactory.getLogger(OnnxEncoder.class);

  /** Documents that go through the model together; measured best between 8 and 32 on two cores. */
  private static final int DOCUMENT_BATCH = 16;

  private final Vertx vertx;
  private final OnnxModel model;
  private final WorkQueue<Job> queue;
  private final List<Thread> workers;

  private OnnxEncoder(Vertx vertx, OnnxModel model, int threads, int capacity) {
    this.vertx = vertx;
    this.model = model;
    this.queue = new WorkQueue<>(capacity);
    this.workers =
        IntStream.range(0, threads)
            .mapToObj(i -> Thread.ofPlatform().name("encoder-" + i).daemon().start(this::work))
            .toList();
  }

  /** Loads the model and starts its threads. Blocks for about half a second. */
  static OnnxEncoder start(Vertx vertx, ModelFiles files, EncoderSettings settings) {
    int cores = Runtime.getRuntime().availableProcessors();
    int threads = settings.threads() > 0 ? settings.threads() : Math.min(4, cores);
    try {
      OnnxModel model = OnnxModel.load(files, settings.maxTokens());
      return new OnnxEncoder(vertx, model, threads, settings.queue());
    } catch (IOException e) {
      throw new GatewayException(
          Fault.UNAVAILABLE, "encoder " + files.name() + " cannot be read: " + e, e);
    }
  }

  @Override
  public String model() {
    return model.name();
  }

  @Override
  public int dimension() {
    return model.dimension();
  }

  @Override
  public double unrelated() {
    return model.unrelated();
  }

  @Override
  public Future<Embedding> query(String text) {
    Job job = new Job(model.asQuery(text), promise());
    return queue.offerQuery(job) ? job.promise.future() : Future.failedFuture(overloaded());
  }

  @Override
  public Future<List<Embedding>> documents(List<String> texts) {
    List<Job> jobs = texts.stream().map(text -> new Job(text, promise())).toList();
    if (!queue.offerDocuments(batchesOfLikeLength(jobs))) {
      return Future.failedFuture(overloaded());
    }
    return Future.all(jobs.stream().map(job -> job.promise.future()).toList())
        .map(all -> all.<Embedding>list());
  }

  /** A batch is as slow as its longest text makes it. */
  private static List<List<Job>> batchesOfLikeLength(List<Job> jobs) {
    List<Job> sorted = new ArrayList<>(jobs);
    sorted.sort(Comparator.comparingInt(job -> job.text.length()));
    List<List<Job>> batches = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i += DOCUMENT_BATCH) {
      batches.add(sorted.subList(i, Math.min(sorted.size(), i + DOCUMENT_BATCH)));
    }
    return batches;
  }

  private Promise<Embedding> promise() {
    return ((ContextInternal) vertx.getOrCreateContext()).promise();
  }

  private GatewayException overloaded() {
    return new GatewayException(Fault.OVERLOADED, "the encoder's queue is full");
  }

  private void work() {
    Priority.giveWay();
    try (OnnxModel.Runner runner = model.runner()) {
      for (List<Job> batch = queue.take(); !batch.isEmpty(); batch = queue.take()) {
        encode(runner, batch);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void encode(OnnxModel.Runner runner, List<Job> batch) {
    try {
      List<Encoding> tokens = batch.stream().map(job -> model.tokenize(job.text)).toList();
      int[] lengths = tokens.stream().mapToInt(text -> text.getIds().length).toArray();
      for (List<Integer> group : LengthGroups.of(lengths)) {
        List<Embedding> vectors = runner.encode(group.stream().map(tokens::get).toList());
        for (int i = 0; i < vectors.size(); i++) {
          batch.get(group.get(i)).promise.tryComplete(vectors.get(i));
        }
      }
    } catch (RuntimeException e) {
      log.error("encoding failed", e);
      batch.forEach(job -> job.promise.tryFail(GatewayException.of(e)));
    }
  }

  @Override
  public Future<CheckResult> check() {
    boolean working = workers.stream().allMatch(Thread::isAlive);
    return Future.succeededFuture(
        working
            ? CheckResult.ok("encoder", model() + ", " + dimension() + " dimensions")
            : CheckResult.failed("encoder", "its threads have stopped: restart the gateway"));
  }

  @Override
  public Future<Void> close() {
    queue
        .close()
        .forEach(job ->
            job.promise.tryFail(new GatewayException(Fault.UNAVAILABLE, "the encoder is closing")));
    return vertx.executeBlocking(() -> {
      for (Thread worker : workers) {
        worker.join();
      }
      model.close();
      return null;
    });
  }

  private record Job(String text, Promise<Embedding> promise) {}
}
