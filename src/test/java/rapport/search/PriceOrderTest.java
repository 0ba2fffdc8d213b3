package rapport.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import rapport.chat.Availability;
import rapport.chat.Card;
import rapport.chat.Constraints;
import rapport.chat.Language;
import rapport.chat.Money;
import rapport.chat.Understanding;
import rapport.search.Retrieved.ProductHit;

class PriceOrderTest {
  @Test
  void missedUpperLimit_putsTheCheapestFirst_andWhatHasNoPriceLast() {
    assertThat(ids(PriceOrder.nearest(found(null, 900L, 300L), true)))
        .containsExactly("300", "900", "none");
  }

  @Test
  void missedLowerLimit_putsTheDearestFirst_andWhatHasNoPriceLast() {
    assertThat(ids(PriceOrder.nearest(found(300L, null, 900L), false)))
        .containsExactly("900", "300", "none");
  }

  private static List<String> ids(Retrieved found) {
    return found.products().stream().map(hit -> hit.card().id()).toList();
  }

  private static Retrieved found(@Nullable Long... amounts) {
    List<ProductHit> hits = Stream.of(amounts).map(PriceOrderTest::hit).toList();
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

  private static ProductHit hit(@Nullable Long amount) {
    Card card =
        new Card(
            amount == null ? "none" : amount.toString(),
            "A lamp",
            null,
            null,
            amount == null ? null : new Money(amount, "USD"),
            null,
            null,
            null,
            Availability.IN_STOCK,
            null,
            0.5,
            List.of());
    return new ProductHit(card, null, true, List.of());
  }
}
