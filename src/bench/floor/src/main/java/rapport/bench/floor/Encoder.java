package rapport.bench.floor;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The encoder that every gateway here runs for a question: the tokenizer and ONNX Runtime as they
 * are, a thread for each core, no spinning. Nobody asks for the vector, so it is dropped.
 */
final class Encoder {
  static {
    // DJL asks its makers' servers about usage unless told not to.
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("ai.djl.offline", "true");
  }

  private final OrtEnvironment runtime = OrtEnvironment.getEnvironment();
  private final HuggingFaceTokenizer tokenizer;
  private final OrtSession session;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          Runtime.getRuntime().availableProcessors(), Thread.ofPlatform().daemon().factory());

  /**
   * @param folder with {@code model.onnx} and {@code tokenizer.json}
   */
  Encoder(Path folder) throws IOException, OrtException {
    tokenizer =
        HuggingFaceTokenizer.newInstance(
            folder.resolve("tokenizer.json"), Map.of("padding", "false", "truncation", "true"));
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(1);
    options.addConfigEntry("session.intra_op.allow_spinning", "0");
    session = runtime.createSession(folder.resolve("model.onnx").toString(), options);
    run(tokenizer.encode("a model that takes other inputs is found out now"));
  }

  /** Completes, on a thread of its own, when the text has been through the model. */
  CompletableFuture<Void> encode(String text) {
    return CompletableFuture.runAsync(() -> run(tokenizer.encode(text)), threads);
  }

  private void run(Encoding tokens) {
    try (OnnxTensor ids = tensor(tokens.getIds());
        OnnxTensor mask = tensor(tokens.getAttentionMask());
        OnnxTensor types = tensor(tokens.getTypeIds());
        OrtSession.Result states =
            session.run(
                Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", types))) {
      states.get(0);
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  private OnnxTensor tensor(long[] row) throws OrtException {
    return OnnxTensor.createTensor(runtime, new long[][] {row});
  }
}
