package rapport.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class RunTableTest {
  private final Run good = Shop.run(Shop.GOOD);

  @Test
  void table_ofARun_isForReading() {
    assertThat(RunTable.of(good, null, 2))
        .isEqualTo(
            """
            queries.tsv: 4 queries, judged by qrels.trec; kind product, locale en

                                 mean  95 % interval
            nDCG@10            0.8899  0.6697 to 1.0000
            condensed nDCG@10  1.0000  1.0000 to 1.0000
            judged@10          0.8889  0.6667 to 1.0000
            MRR@10             0.8333  0.5000 to 1.0000
            recall@10          1.0000  1.0000 to 1.0000
            recall@100         1.0000  1.0000 to 1.0000

            time: p50 2.0 ms, p99 2.0 ms (in process)
            1 of 5 queries have no judgements and were not asked.
            1 of 4 queries have nothing relevant and are left out.

            worst:  nDCG@10  judged@10  query
                     0.6697       0.67  q2  tent for two
                     1.0000       1.00  q1  desk lamp
            """);
  }

  @Test
  void table_ofAComparison_endsWithIt() {
    Comparison comparison = Comparison.of("bad.json", Shop.run(Shop.BAD), good);

    String alone = RunTable.of(good, null, 5);
    assertThat(RunTable.of(good, comparison, 5)).startsWith(alone);
    assertThat(RunTable.of(good, comparison, 5).substring(alone.length()))
        .isEqualTo(
            """

            against bad.json of 2025-01-02T03:04:05Z: 3 queries in common

                                 then     now  difference  95 % interval       p
            nDCG@10            0.4860  0.8899     +0.4039  +0.0000 to +1.0000  0.507
            condensed nDCG@10  0.6058  1.0000     +0.3942  +0.0000 to +1.0000  0.507
            judged@10          0.4722  0.8889     +0.4167  +0.0000 to +1.0000  0.507
            MRR@10             0.5000  0.8333     +0.3333  +0.0000 to +1.0000  1.000
            recall@10          0.6667  1.0000     +0.3333  +0.0000 to +1.0000  1.000
            recall@100         0.6667  1.0000     +0.3333  +0.0000 to +1.0000  1.000

            time then: p50 2.0 ms, p99 9.0 ms (in process)

            changed most:    then     now  query
                  +1.0000  0.0000  1.0000  q4  usb cable that is long enough to reach from the sofa to the …
                  +0.2116  0.7884  1.0000  q1  desk lamp
            """);
  }

  @Test
  void table_withoutWorst_namesNoQuery() {
    Comparison comparison = Comparison.of("bad.json", Shop.run(Shop.BAD), good);

    assertThat(RunTable.of(good, comparison, 0))
        .doesNotContain("worst", "changed most", "desk lamp");
  }

  @Test
  void numbers_areWrittenTheSameEverywhere() {
    String here = RunTable.of(good, null, 5);
    Locale usual = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(RunTable.of(good, null, 5)).isEqualTo(here);
    } finally {
      Locale.setDefault(usual);
    }
  }
}
