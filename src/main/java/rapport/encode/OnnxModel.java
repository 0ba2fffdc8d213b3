package rapport.encode;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One ONNX model with its tokenizer. Loading takes half a second and is shared by all threads; each
 * thread runs it through a {@link Runner} of its own.
 */
final class OnnxModel implements AutoCloseable {
  static {
    // DJL asks its makers' servers about usage and models unless told not to.
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("ai.djl.offline", "true");
  }

  private final ModelFiles files;
  private final HuggingFaceTokenizer tokenizer;
  private final Model model;
  private final Set<String> inputs;
  private final int dimension;
  private final double unrelated;

  private OnnxModel(ModelFiles files, HuggingFaceTokenizer tokenizer, Model model) {
    this.files = files;
    this.tokenizer = tokenizer;
    this.model = model;
    this.inputs =
        model.describeInput().stream().map(pair -> pair.getKey()).collect(Collectors.toSet());
    try (Runner runner = runner()) {
      this.dimension = runner.encode(List.of(tokenize("a"))).getFirst().dimension();
      this.unrelated = Unrelated.similarity(this, runner);
    }
  }

  static OnnxModel load(ModelFiles files, int maxTokens) throws IOException {
    try (InputStream onnx = files.model().open();
        InputStream vocabulary = files.tokenizer().open()) {
      // Padding is ours: batches are made of texts of like length.
      HuggingFaceTokenizer tokenizer =
          HuggingFaceTokenizer.newInstance(
              vocabulary,
              Map.of(
                  "padding",
                  "false",
                  "truncation",
                  "true",
                  "maxLength",
                  Integer.toString(maxTokens),
                  "modelMaxLength",
                  Integer.toString(maxTokens)));
      Model model = Model.newInstance(files.name(), "OnnxRuntime");
      model.load(onnx, Map.of("sessionOptions", oneThreadWithoutSpinning()));
      return new OnnxModel(files, tokenizer, model);
    } catch (MalformedModelException | OrtException e) {
      throw new IOException(e);
    }
  }

  /** Threads that wait for work by spinning would burn whole cores; ours are few and sleep. */
  private static OrtSession.SessionOptions oneThreadWithoutSpinning() throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(1);
    options.setInterOpNumThreads(1);
    options.addConfigEntry("session.intra_op.allow_spinning", "0");
    return options;
  }

  String name() {
    return files.name();
  }

  int dimension() {
    return dimension;
  }

  double unrelated() {
    return unrelated;
  }

  String asQuery(String text) {
    return files.queryPrefix() + text;
  }

  /** Safe from any thread. */
  Encoding tokenize(String text) {
    return tokenizer.encode(text);
  }

  /** A way to run the model for one thread. */
  Runner runner() {
    return new Runner();
  }

  @Override
  public void close() {
    model.close();
    tokenizer.close();
  }

  /** Runs the model; for one thread only. */
  final class Runner implements AutoCloseable {
    private final Predictor<NDList, NDList> predictor =
        model.newPredictor(new NoopTranslator(null));

    /** Vectors of texts that go through the model together. */
    List<Embedding> encode(List<Encoding> texts) {
      int width = texts.stream().mapToInt(text -> text.getIds().length).max().orElse(0);
      try (NDManager manager = model.getNDManager().newSubManager()) {
        NDList output = predictor.predict(inputs(manager, texts, width));
        output.attach(manager);
        return pool(texts, width, output.getFirst());
      } catch (TranslateException e) {
        throw new IllegalStateException("encoder " + name() + " failed: " + e.getMessage(), e);
      }
    }

    private NDList inputs(NDManager manager, List<Encoding> texts, int width) {
      Shape shape = new Shape(texts.size(), width);
      NDList list = new NDList(3);
      for (String input : inputs) {
        long[] flat = new long[texts.size() * width];
        for (int i = 0; i < texts.size(); i++) {
          long[] values = values(input, texts.get(i));
          System.arraycopy(values, 0, flat, i * width, values.length);
        }
        NDArray array = manager.create(flat, shape);
        array.setName(input);
        list.add(array);
      }
      return list;
    }

    private List<Embedding> pool(List<Encoding> texts, int width, NDArray states) {
      float[] values = states.toFloatArray();
      int size = values.length / (texts.size() * width);
      List<Embedding> pooled = new ArrayList<>(texts.size());
      for (int i = 0; i < texts.size(); i++) {
        int tokens = texts.get(i).getIds().length;
        pooled.add(files.pooling().pool(values, i, tokens, width, size));
      }
      return pooled;
    }

    @Override
    public void close() {
      predictor.close();
    }
  }

  private static long[] values(String input, Encoding text) {
    return switch (input) {
      case "input_ids" -> text.getIds();
      case "attention_mask" -> text.getAttentionMask();
      case "token_type_ids" -> text.getTypeIds();
      default -> throw new IllegalStateException("the model wants an input called " + input);
    };
  }
}
