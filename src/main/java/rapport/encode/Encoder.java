package rapport.encode;

import io.vertx.core.Future;
import java.util.List;
import rapport.life.Component;

/** Turns text into vectors of unit length, so that their dot product is their cosine similarity. */
public interface Encoder extends Component {
  /** The model's name as recorded beside its vectors, such as {@code all-minilm-l6-v2}. */
  String model();

  /** The length of every vector. */
  int dimension();

  /** Both, as recorded. */
  default VectorMaker maker() {
    return new VectorMaker(model(), dimension());
  }

  /** The similarity that a question and a text with nothing in common have, on average. */
  double unrelated();

  /**
   * A similarity on a scale where 0 is nothing in common and 1 is the same, whatever the encoder.
   */
  default double calibrated(double similarity) {
    return Math.clamp((similarity - unrelated()) / (1 - unrelated()), 0, 1);
  }

  /** The vector of a question. Text past the model's limit is left out. */
  Future<Embedding> query(String text);

  /** The vectors of documents, in their order. Waits behind queries. */
  Future<List<Embedding>> documents(List<String> texts);
}
