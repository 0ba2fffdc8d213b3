package rapport.encode;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import rapport.testing.TestGateway;

/**
 * The default encoder as the gateway runs it, and the bare ONNX Runtime with the same file, options
 * and tokens: its floor. For benchmarks, which live elsewhere.
 */
public final class EncodeSteps implements AutoCloseable {
  private static final String MODEL = "all-minilm-l6-v2";

  private final OnnxModel model;
  private final OnnxModel.Runner runner;
  private final OrtEnvironment ort;
  private final OrtSession session;

  public EncodeSteps() throws IOException, OrtException {
    ModelFiles files = ModelFiles.find(MODEL, TestGateway.settings(Map.of()).encoder());
    model = OnnxModel.load(files, 256);
    runner = model.runner();
    ort = OrtEnvironment.getEnvironment(); // after DJL, which wants to be the one that makes it
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(1);
    options.setInterOpNumThreads(1);
    options.addConfigEntry("session.intra_op.allow_spinning", "0");
    try (InputStream onnx = files.model().open()) {
      session = ort.createSession(onnx.readAllBytes(), options);
    }
  }

  /** What both get. */
  public Object tokens(List<String> texts) {
    return texts.stream().map(model::tokenize).toList();
  }

  /** Tokens to vectors, as the gateway does it. */
  @SuppressWarnings("unchecked")
  public Object gateway(Object tokens) {
    return runner.encode((List<Encoding>) tokens);
  }

  /** Text to vectors, as the gateway does it. */
  public Object gatewayFromText(List<String> texts) {
    return gateway(tokens(texts));
  }

  /** One run of the model and nothing else: no pooling, no vectors. */
  @SuppressWarnings("unchecked")
  public float bare(Object tokens) throws OrtException {
    List<Encoding> texts = (List<Encoding>) tokens;
    int width = texts.stream().mapToInt(text -> text.getIds().length).max().orElse(0);
    Map<String, OnnxTensor> inputs = new HashMap<>();
    List<OnnxTensor> made = new ArrayList<>();
    for (String input : session.getInputNames()) {
      long[] flat = new long[texts.size() * width];
      for (int i = 0; i < texts.size(); i++) {
        long[] values = values(input, texts.get(i));
        System.arraycopy(values, 0, flat, i * width, values.length);
      }
      OnnxTensor tensor =
          OnnxTensor.createTensor(ort, LongBuffer.wrap(flat), new long[] {texts.size(), width});
      inputs.put(input, tensor);
      made.add(tensor);
    }
    try (OrtSession.Result result = session.run(inputs)) {
      return ((OnnxTensor) result.get(0)).getFloatBuffer().get(0);
    } finally {
      made.forEach(OnnxTensor::close);
    }
  }

  private static long[] values(String input, Encoding text) {
    return switch (input) {
      case "input_ids" -> text.getIds();
      case "attention_mask" -> text.getAttentionMask();
      default -> text.getTypeIds();
    };
  }

  @Override
  public void close() throws OrtException {
    runner.close();
    model.close();
    session.close();
  }
}
