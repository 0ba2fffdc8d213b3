package rapport.encode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LengthGroupsTest {
  @Test
  void likeLengths_goTogether() {
    assertThat(LengthGroups.of(10, 12, 11, 20)).containsExactly(List.of(0, 2, 1, 3));
  }

  @Test
  void muchLongerTexts_goAlone() {
    assertThat(LengthGroups.of(200, 5, 6, 60))
        .containsExactly(List.of(1, 2), List.of(3), List.of(0));
  }

  @Test
  void noTexts_makeNoGroups() {
    assertThat(LengthGroups.of()).isEmpty();
  }

  @Test
  void groups_haveEachTextOnceAndNoneIsPaddedByMuch() {
    Random random = new Random(1);
    for (int round = 0; round < 100; round++) {
      int[] lengths = random.ints(1 + random.nextInt(40), 1, 256).toArray();
      List<List<Integer>> groups = LengthGroups.of(lengths);
      assertThat(groups.stream().flatMap(List::stream).sorted())
          .hasSize(lengths.length)
          .doesNotHaveDuplicates();
      for (List<Integer> group : groups) {
        int shortest = group.stream().mapToInt(i -> lengths[i]).min().orElseThrow();
        int longest = group.stream().mapToInt(i -> lengths[i]).max().orElseThrow();
        assertThat(longest).isLessThanOrEqualTo((int) (shortest * 1.5) + 8);
      }
    }
  }
}
