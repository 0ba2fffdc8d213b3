package rapport.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import rapport.chat.Availability;
import rapport.chat.Card;
import rapport.chat.Constraints;
import rapport.chat.Language;
import rapport.chat.Understanding;
import rapport.search.Retrieved.ProductHit;

class RetrievedTest {
  @Test
  void product_muchWorseThanTheBest_doesNotStandBesideIt() {
    assertThat(scores(retrieved(0.52, 0.39, 0.47).supported())).containsExactly(0.52, 0.47);
  }

  @Test
  void products_thatFitAlike_allStay() {
    assertThat(scores(retrieved(0.42, 0.36, 0.40).supported())).containsExactly(0.42, 0.36, 0.40);
  }

  @Test
  void product_thatIsNotSupported_isNotTheBestEither() {
    Retrieved found =
        new Retrieved(
            Language.ENGLISH,
            Understanding.alone("", Constraints.NONE),
            List.of(hit(0.9, false), hit(0.4, true)),
            List.of(),
            List.of(),
            List.of(),
            null,
            0,
            0);
    assertThat(scores(found.supported())).containsExactly(0.4);
  }

  private static Retrieved retrieved(double... scores) {
    List<ProductHit> hits = DoubleStream.of(scores).mapToObj(score -> hit(score, true)).toList();
    return new Retrieved(
        Language.ENGLISH,
        Understanding.alone("", Constraints.NONE),
        hits,
        List.of(),
        List.of(),
        List.of(),
        null,
        0,
        0);
  }

  private static List<Double> scores(Retrieved retrieved) {
    return retrieved.products().stream().map(hit -> hit.card().score()).toList();
  }

  private static ProductHit hit(double score, boolean supported) {
    Card card =
        new Card(
            "id",
            "A lamp",
            null,
            null,
            null,
            null,
            null,
            null,
            Availability.IN_STOCK,
            null,
            score,
            List.of());
    return new ProductHit(card, null, supported, List.of());
  }
}
