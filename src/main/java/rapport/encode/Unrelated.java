package rapport.encode;

import java.util.List;

/*
 * Cosines mean different things from encoder to encoder: with one, texts that have nothing in common stand near
 * 0, with another near 0.4. So each is asked, when it is loaded, about texts of a shop that have nothing in
 * common, and scores are counted from there. Questions and answers are written so that none fits another's.
 */

/** Measures what "nothing in common" is to an encoder. */
final class Unrelated {
  private static final List<String> QUESTIONS =
      List.of(
          "How do I change my delivery address?",
          "a tent for two people",
          "red running shoes, size 42",
          "Do you have a student discount?",
          "怎么修改收货地址？",
          "双人帐篷",
          "红色跑步鞋",
          "有没有学生优惠？");
  private static final List<String> TEXTS =
      List.of(
          "Espresso machine with milk frother, 15 bar, stainless steel",
          "Wool blanket, machine washable at thirty degrees",
          "Wooden puzzle of the world map for children from six years on",
          "LED desk lamp with dimmer and USB charging port",
          "意式浓缩咖啡机，带奶泡器，15巴，不锈钢",
          "羊毛毯，可三十度机洗",
          "六岁以上儿童木制世界地图拼图",
          "可调光LED台灯，带USB充电口");

  private Unrelated() {}

  /**
   * The average similarity over all pairs of one script: English with English, Chinese with
   * Chinese.
   */
  static double similarity(OnnxModel model, OnnxModel.Runner runner) {
    List<Embedding> questions =
        encode(model, runner, QUESTIONS.stream().map(model::asQuery).toList());
    List<Embedding> texts = encode(model, runner, TEXTS);
    // A model knows its own script and takes the other one for noise: the lower average is the one
    // that counts.
    int half = QUESTIONS.size() / 2;
    double english = average(questions.subList(0, half), texts.subList(0, half));
    double chinese = average(questions.subList(half, 2 * half), texts.subList(half, 2 * half));
    return Math.clamp(Math.min(english, chinese), 0, 0.9);
  }

  private static List<Embedding> encode(
      OnnxModel model, OnnxModel.Runner runner, List<String> texts) {
    return texts.stream()
        .map(text -> runner.encode(List.of(model.tokenize(text))).getFirst())
        .toList();
  }

  private static double average(List<Embedding> questions, List<Embedding> texts) {
    return questions.stream()
        .mapToDouble(
            question -> texts.stream().mapToDouble(question::similarity).average().orElse(0))
        .average()
        .orElse(0);
  }
}
