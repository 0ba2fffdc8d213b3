package rapport.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Files stay small enough to be read at once. */
class FileSizesTest {
  private static final int LONGEST = 350;
  private static final int MEDIAN = 110;
  private static final int NINE_OF_TEN = 260;

  @Test
  void sources_fitIntoAHead() {
    int[] sizes = Sources.all().stream().mapToInt(Sources::lines).sorted().toArray();
    int median = sizes[sizes.length / 2];
    int p90 = sizes[sizes.length * 9 / 10];
    System.out.printf(
        "%d files: median %d lines, p90 %d, longest %d%n",
        sizes.length, median, p90, sizes[sizes.length - 1]);
    assertThat(Sources.all())
        .filteredOn(source -> source.lines() > LONGEST)
        .extracting(source -> source.name() + " " + source.lines())
        .as("files over %d lines", LONGEST)
        .isEmpty();
    assertThat(median).as("median").isLessThanOrEqualTo(MEDIAN);
    assertThat(p90).as("p90").isLessThanOrEqualTo(NINE_OF_TEN);
  }
}
