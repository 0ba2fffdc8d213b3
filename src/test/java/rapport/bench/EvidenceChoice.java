package rapport.bench;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import rapport.chat.Language;
import rapport.encode.Embedding;
import rapport.encode.Encoder;
import rapport.encode.Encoders;
import rapport.search.Evidence;
import rapport.search.Evidence.Passage;
import rapport.testing.TestGateway;
import rapport.testing.Waiting;
import rapport.words.Analyzer;

/**
 * How well evidence is chosen among the passages of the product that is asked about, and how well a
 * question that none of them answers is refused.
 *
 * <p>{@code ./rapport bench EvidenceChoice QUESTIONS.tsv PASSAGES.jsonl QRELS.trec}: questions
 * {@code id, product, text}; passages with {@code id} and {@code text}; each question's judged
 * passages are its candidates.
 */
public final class EvidenceChoice {
  private final Map<String, String> passages = new HashMap<>();
  private final Map<String, Integer> rowsWith = new HashMap<>();
  private final Map<String, Map<String, Integer>> grades = new HashMap<>();
  private final Analyzer analyzer = Analyzer.of(Language.ENGLISH);

  private EvidenceChoice() {}

  public static void main(String[] files) {
    Bench.run(
        () -> new EvidenceChoice().run(Path.of(files[0]), Path.of(files[1]), Path.of(files[2])));
  }

  private void run(Path questions, Path texts, Path judgements) throws IOException {
    for (String line : Files.readAllLines(texts)) {
      JsonObject passage = new JsonObject(line);
      passages.put(passage.getString("id"), passage.getString("text"));
      new HashSet<>(analyzer.words(passage.getString("text")))
          .forEach(word -> rowsWith.merge(word, 1, Integer::sum));
    }
    for (String line : Files.readAllLines(judgements)) {
      String[] columns = line.split(" ", -1);
      grades
          .computeIfAbsent(columns[0], q -> new HashMap<>())
          .put(columns[2], Integer.valueOf(columns[3]));
    }
    Vertx vertx = Vertx.vertx();
    Encoder encoder =
        Encoders.onnx(vertx, TestGateway.settings(Map.of()).encoder()).of(Language.ENGLISH);
    Evidence evidence = new Evidence(analyzer, this::rarity);
    List<Double> gains = new ArrayList<>();
    List<Asked> asked = new ArrayList<>();
    for (String line : Files.readAllLines(questions)) {
      String[] columns = line.split("\t", -1);
      Asked one = ask(evidence, encoder, columns[2], grades.getOrDefault(columns[0], Map.of()));
      asked.add(one);
      if (one.answerable) {
        gains.add(one.gain);
      }
    }
    System.out.printf(
        "%d questions, %d answerable%nnDCG@10 %.4f%n",
        asked.size(), gains.size(), gains.stream().mapToDouble(gain -> gain).average().orElse(0));
    System.out.printf(
        "refusing the unanswerable: balanced accuracy %.3f as set, %.3f at the best threshold%n",
        balanced(asked, asked.stream().map(one -> one.answered).toList()), best(asked));
    Waiting.await(vertx.close());
  }

  private double rarity(String word) {
    int with = rowsWith.getOrDefault(word, 0);
    return Math.log(1 + (passages.size() - with + 0.5) / (with + 0.5));
  }

  private Asked ask(
      Evidence evidence, Encoder encoder, String question, Map<String, Integer> judged) {
    Map<String, Integer> byText = new HashMap<>();
    judged.forEach((id, grade) -> byText.merge(passages.get(id), grade, Math::max));
    Embedding vector = Waiting.await(encoder.query(question));
    List<Passage> ranked =
        Waiting.await(evidence.rank(question, vector, List.copyOf(byText.keySet()), encoder));
    List<Integer> found = ranked.stream().map(passage -> byText.get(passage.text())).toList();
    List<Integer> ideal = new ArrayList<>(found);
    ideal.sort(Comparator.reverseOrder());
    return new Asked(
        gain(found) / Math.max(gain(ideal), 1e-9),
        ideal.getFirst() > 0,
        ranked.stream().anyMatch(Passage::answers),
        ranked.stream().mapToDouble(Passage::score).max().orElse(0));
  }

  private static double gain(List<Integer> grades) {
    double gain = 0;
    for (int i = 0; i < Math.min(10, grades.size()); i++) {
      gain += grades.get(i) / (Math.log(i + 2) / Math.log(2));
    }
    return gain;
  }

  private static double best(List<Asked> asked) {
    return asked.stream()
        .mapToDouble(
            at -> balanced(asked, asked.stream().map(one -> one.score >= at.score).toList()))
        .max()
        .orElse(0);
  }

  private static double balanced(List<Asked> asked, List<Boolean> answered) {
    int[] right = new int[2];
    int[] all = new int[2];
    for (int i = 0; i < asked.size(); i++) {
      int side = asked.get(i).answerable ? 1 : 0;
      all[side]++;
      right[side] += asked.get(i).answerable == answered.get(i) ? 1 : 0;
    }
    return (right[0] / (double) all[0] + right[1] / (double) all[1]) / 2;
  }

  private record Asked(double gain, boolean answerable, boolean answered, double score) {}
}
