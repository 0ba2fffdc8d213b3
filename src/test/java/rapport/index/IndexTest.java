package rapport.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import rapport.index.Entry.Facts;

/** On vectors that lie in one corner of the space, in clusters, as those of a shop's texts do. */
class IndexTest {
  private static final int DIMENSION = 100;
  private static final int LAMP = 7;
  private static final int RED = 9;

  private final Random random = new Random(20_261_124);
  private final float[] corner = direction(0.5f);
  private final List<float[]> clusters =
      IntStream.range(0, 40).mapToObj(i -> add(corner, direction(0.5f))).toList();

  @Test
  void nearestRows_amongMany_areThoseOfAnExactComparison() {
    List<Entry> entries = entries(8_000);
    Index index = Index.of(entries);
    int missed = 0;
    for (int i = 0; i < 50; i++) {
      float[] question = vector();
      List<String> exact =
          entries.stream()
              .sorted(Comparator.comparingDouble((Entry e) -> similarity(e, question)).reversed())
              .limit(10)
              .map(Entry::id)
              .toList();

      List<Found> found = index.find(asked(question, 10, Conditions.NONE));

      assertThat(found).hasSize(10).isSortedAccordingTo(Found.BEST_FIRST);
      missed += (int) exact.stream().filter(id -> found.stream().noneMatch(id(id))).count();
    }
    assertThat(missed).as("of 500 rows").isLessThanOrEqualTo(2);
  }

  @Test
  void rowsThatFewConditionsLeave_areAllFound() {
    List<Entry> entries = new ArrayList<>(entries(3_000));
    entries.add(entry("cheap", vector(), new Facts(5L, "acme", "home > lamps", true, 4.5f)));
    entries.add(entry("bare", vector(), Facts.NONE));
    Index index = Index.of(entries);

    assertThat(ids(index, priced(null, 10L))).containsExactly("cheap");
    assertThat(ids(index, priced(200_000L, null))).isEmpty();
    assertThat(ids(index, named(List.of("acme"), List.of(), null))).containsExactly("cheap");
    assertThat(ids(index, named(List.of(), List.of("other"), null)))
        .containsExactlyInAnyOrder("cheap", "bare");
    assertThat(ids(index, named(List.of(), List.of(), "home"))).containsExactly("cheap");
    assertThat(ids(index, rated(4.4f))).containsExactly("cheap");
    assertThat(ids(index, only(List.of("bare", "cheap", "nobody"), List.of("cheap"))))
        .containsExactly("bare");
  }

  @Test
  void wordsAndFacets_filterAndScore() {
    Entry lamp =
        new Entry(
            "lamp",
            List.of(halves(vector())),
            new int[] {LAMP, RED},
            new float[] {0.5f, 0},
            0.01,
            Facts.NONE);
    List<Entry> entries = new ArrayList<>(entries(2_000));
    entries.add(lamp);
    Index index = Index.of(entries);
    float[] away = vector();
    for (int i = 0; i < DIMENSION; i++) {
      away[i] = -away[i];
    }
    Asked worded =
        new Asked(
            away,
            new int[] {LAMP, 8},
            new float[] {0.8f, 0.2f},
            new int[] {LAMP},
            0.1,
            0.25,
            60,
            3,
            Conditions.NONE);

    Found first = index.find(worded).getFirst();

    assertThat(first.id()).isEqualTo("lamp");
    assertThat(first.words()).isCloseTo(0.4, within());
    assertThat(first.score()).isCloseTo(0.75 * 0.4 + 0.01, within());
    assertThat(ids(index, words(List.of(new int[] {RED, 3}), new int[0]))).containsExactly("lamp");
    assertThat(ids(index, words(List.of(), new int[] {RED}))).doesNotContain("lamp").hasSize(10);
    assertThat(ids(index, words(List.of(new int[] {RED}), new int[] {LAMP}))).isEmpty();
  }

  @Test
  void changedRow_isFoundAsItIsNow_andGoneRow_isNotFound() {
    float[] here = vector();
    Entry before = entry("a", here, new Facts(100L, null, null, true, null));
    Entry after = entry("a", here, new Facts(200L, null, null, true, null));
    Index index = Index.of(List.of(before, entry("b", vector(), Facts.NONE)));

    Index changed = index.with(List.of(after, entry("c", vector(), Facts.NONE)));

    assertThat(ids(changed, Conditions.NONE)).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(ids(changed, priced(null, 150L))).isEmpty();
    assertThat(ids(changed, priced(150L, null))).containsExactly("a");
    assertThat(ids(index, priced(null, 150L))).as("what was there before").containsExactly("a");
    assertThat(changed.size()).isEqualTo(3);

    Index without = changed.without(List.of("a", "b"));

    assertThat(ids(without, Conditions.NONE)).containsExactly("c");
    assertThat(without.size()).isEqualTo(1);
    assertThat(without.isWorn()).isFalse();
    assertThat(index.with(entries(600)).isWorn()).isTrue();
  }

  @Test
  void rowWithTwoVectors_countsByTheNearer() {
    float[] here = vector();
    float[] there = vector();
    Entry both =
        new Entry(
            "both", List.of(halves(here), halves(there)), new int[0], new float[0], 0, Facts.NONE);
    Index index = Index.of(List.of(both));

    for (float[] asked : List.of(here, there)) {
      Found found = index.find(asked(asked, 1, Conditions.NONE)).getFirst();
      assertThat(found.similarity()).isGreaterThan(0.999);
    }
  }

  @Test
  void emptyIndex_findsNothing() {
    Index empty = Index.of(List.of());

    assertThat(empty.find(asked(vector(), 10, Conditions.NONE))).isEmpty();
    assertThat(ids(empty.with(List.of(entry("a", vector(), Facts.NONE))), Conditions.NONE))
        .containsExactly("a");
  }

  private List<String> ids(Index index, Conditions conditions) {
    return index.find(asked(vector(), 10, conditions)).stream().map(Found::id).toList();
  }

  private static Asked asked(float[] vector, int rows, Conditions conditions) {
    return new Asked(vector, new int[0], new float[0], new int[0], 0, 1, 60, rows, conditions);
  }

  private static java.util.function.Predicate<Found> id(String id) {
    return found -> found.id().equals(id);
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(1e-6);
  }

  // --- conditions ------------------------------------------------------------------------------

  private static Conditions priced(@Nullable Long least, @Nullable Long most) {
    return conditions(least, most, List.of(), List.of(), null, null, List.of(), List.of());
  }

  private static Conditions named(
      List<String> brands, List<String> notBrands, @Nullable String category) {
    return conditions(null, null, brands, notBrands, category, null, List.of(), List.of());
  }

  private static Conditions rated(float least) {
    return conditions(null, null, List.of(), List.of(), null, least, List.of(), List.of());
  }

  private static Conditions only(List<String> these, List<String> notThese) {
    return conditions(null, null, List.of(), List.of(), null, null, these, notThese);
  }

  private static Conditions conditions(
      @Nullable Long least,
      @Nullable Long most,
      List<String> brands,
      List<String> notBrands,
      @Nullable String category,
      @Nullable Float rating,
      List<String> these,
      List<String> notThese) {
    return new Conditions(
        least,
        most,
        brands,
        notBrands,
        category,
        false,
        List.of(),
        new int[0],
        rating,
        these,
        notThese);
  }

  private static Conditions words(List<int[]> anyOf, int[] noneOf) {
    return new Conditions(
        null, null, List.of(), List.of(), null, false, anyOf, noneOf, null, List.of(), List.of());
  }

  // --- rows ------------------------------------------------------------------------------------

  private List<Entry> entries(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> entry("row" + i, vector(), new Facts(1_000L + i, "other", "x", false, 3f)))
        .toList();
  }

  private static Entry entry(String id, float[] vector, Facts facts) {
    return new Entry(id, List.of(halves(vector)), new int[0], new float[0], 0, facts);
  }

  private float[] vector() {
    float[] vector = add(clusters.get(random.nextInt(clusters.size())), direction(0.6f));
    float length = 0;
    for (float value : vector) {
      length += value * value;
    }
    for (int i = 0; i < DIMENSION; i++) {
      float unit = (float) (vector[i] / Math.sqrt(length));
      vector[i] = Float.float16ToFloat(Float.floatToFloat16(unit));
    }
    return vector;
  }

  private float[] direction(float length) {
    float[] direction = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      direction[i] = (float) (random.nextGaussian() * length / Math.sqrt(DIMENSION));
    }
    return direction;
  }

  private static float[] add(float[] one, float[] other) {
    float[] sum = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      sum[i] = one[i] + other[i];
    }
    return sum;
  }

  private static short[] halves(float[] vector) {
    short[] halves = new short[vector.length];
    for (int i = 0; i < vector.length; i++) {
      halves[i] = Float.floatToFloat16(vector[i]);
    }
    return halves;
  }

  private static double similarity(Entry entry, float[] question) {
    double sum = 0;
    for (int i = 0; i < DIMENSION; i++) {
      sum += Float.float16ToFloat(entry.vectors().getFirst()[i]) * question[i];
    }
    return sum;
  }
}
