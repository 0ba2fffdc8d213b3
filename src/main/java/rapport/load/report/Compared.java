package rapport.load.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Several contenders measured in one go, their rounds interleaved.
 *
 * @param base the contender that the others are seen from
 * @param gaveOut by contender
 */
public record Compared(
    String started,
    Machine machine,
    int rounds,
    String base,
    List<Contender> contenders,
    List<Measure> measures,
    List<String> notes,
    Map<String, List<String>> gaveOut)
    implements Document {

  static Compared of(Fields fields) {
    List<Contender> contenders = fields.objects("contenders").stream().map(Contender::of).toList();
    List<String> names = contenders.stream().map(Contender::name).toList();
    String base = fields.text("base");
    if (!names.contains(base)) {
      throw fields.wrong("base", base, "one of " + String.join(", ", names));
    }
    return new Compared(
        fields.text("started"),
        Machine.of(fields.object("machine")),
        (int) fields.count("rounds"),
        base,
        contenders,
        fields.objects("measures").stream().map(each -> Measure.of(each, names)).toList(),
        List.copyOf(fields.texts("notes")),
        gaveOut(fields.objectOrNull("gave_out")));
  }

  private static Map<String, List<String>> gaveOut(@Nullable Fields fields) {
    Map<String, List<String>> gaveOut = new LinkedHashMap<>();
    if (fields != null) {
      fields.names().forEach(name -> gaveOut.put(name, List.copyOf(fields.texts(name))));
      gaveOut.values().removeIf(List::isEmpty);
    }
    return gaveOut;
  }

  @Override
  public String text(boolean colour) {
    return ComparedText.of(this, colour);
  }

  @Override
  public String html() {
    return ComparedPage.of(this);
  }

  @Override
  public Map<String, Double> figures() {
    Map<String, Double> figures = new LinkedHashMap<>();
    measures.forEach(measure -> figures.put(measure.name, measure.spread(base).median()));
    figures.values().removeIf(value -> !Double.isFinite(value));
    return figures;
  }

  Contender baseContender() {
    return contender(base);
  }

  Contender contender(String name) {
    return contenders.stream()
        .filter(each -> each.name.equals(name))
        .findFirst()
        .orElseGet(() -> new Contender(name, name, "", false));
  }

  /** Whether it only shows what is possible, in this measure or another. */
  boolean isFloor(Contender contender) {
    return contender.floor
        || measures.stream().anyMatch(measure -> contender.name.equals(measure.floor));
  }

  /** Why there is no figure, as far as notes and what gave out tell. */
  String reason(Contender contender, Measure measure) {
    List<String> said = new ArrayList<>();
    notes.stream()
        .filter(note -> contender.isMeantBy(note) && measure.isMeantBy(note))
        .forEach(said::add);
    said.addAll(gaveOut.getOrDefault(contender.name, List.of()));
    notes.stream().filter(contender::isMeantBy).forEach(said::add);
    return said.isEmpty() ? "not measured; no note says why" : said.getFirst();
  }

  /** The best of a measure; floors do not compete, since they have no features. */
  Optional<Best> best(Measure measure) {
    List<Contender> competing =
        contenders.stream()
            .filter(each -> !isFloor(each))
            .filter(each -> !measure.spread(each.name).isEmpty())
            .sorted((one, other) -> measure.compare(one.name, other.name))
            .toList();
    if (competing.isEmpty()) {
      return Optional.empty();
    }
    Spread first = measure.spread(competing.getFirst().name);
    List<Contender> alike =
        competing.stream()
            .skip(1)
            .filter(each -> first.overlaps(measure.spread(each.name)))
            .toList();
    return Optional.of(new Best(competing.getFirst(), alike));
  }

  /**
   * A system that was measured.
   *
   * @param floor whether it only shows what is possible
   */
  record Contender(String name, String title, String about, boolean floor) {
    static Contender of(Fields fields) {
      String name = fields.text("name");
      return new Contender(
          name, fields.text("title", name), fields.text("about", ""), fields.flag("floor"));
    }

    boolean isMeantBy(String note) {
      return note.contains(title) || note.contains(name);
    }
  }

  /**
   * The best of a measure.
   *
   * @param alike whose rounds overlap with its: the order of these may be chance
   */
  record Best(Contender contender, List<Contender> alike) {}

  /**
   * One figure of every contender.
   *
   * @param less whether less is better
   * @param floor the contender that shows what is possible, or null
   */
  record Measure(
      String name,
      String title,
      String unit,
      boolean less,
      @Nullable String floor,
      Map<String, Spread> values) {
    static Measure of(Fields fields, List<String> contenders) {
      String better = fields.text("better", "less");
      if (!better.equals("less") && !better.equals("more")) {
        throw fields.wrong("better", better, "less or more");
      }
      String floor = fields.text("floor", "");
      if (!floor.isEmpty() && !contenders.contains(floor)) {
        throw fields.wrong("floor", floor, "one of " + String.join(", ", contenders));
      }
      return new Measure(
          fields.text("name"),
          fields.text("title", fields.text("name")),
          fields.text("unit", ""),
          better.equals("less"),
          floor.isEmpty() ? null : floor,
          values(fields.object("values"), contenders));
    }

    private static Map<String, Spread> values(Fields fields, List<String> contenders) {
      Map<String, Spread> values = new LinkedHashMap<>();
      for (String contender : fields.names()) {
        if (!contenders.contains(contender)) {
          throw fields.wrong(contender, contender, "one of " + String.join(", ", contenders));
        }
        boolean missing = fields.json().getValue(contender) == null;
        values.put(contender, Spread.of(missing ? List.of() : fields.numbers(contender)));
      }
      return values;
    }

    Spread spread(String contender) {
      return values.getOrDefault(contender, new Spread(List.of()));
    }

    /** Not a number without a floor, or where one has no figure. */
    double toFloor(String contender) {
      return floor == null ? Double.NaN : spread(contender).ratioTo(spread(floor));
    }

    /** The better one first. */
    int compare(String one, String other) {
      int order = Double.compare(spread(one).median(), spread(other).median());
      return less ? order : -order;
    }

    boolean isMeantBy(String note) {
      return note.contains(title) || note.contains(name);
    }

    String better() {
      return less ? "less is better" : "more is better";
    }
  }
}
