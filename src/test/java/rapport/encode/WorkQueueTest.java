package rapport.encode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkQueueTest {
  private final WorkQueue<Integer> queue = new WorkQueue<>(20);

  @Test
  void questions_goBeforeDocumentsThatCameEarlier() throws Exception {
    queue.offerDocuments(List.of(List.of(1, 2), List.of(3)));
    queue.offerQuery(4);
    queue.offerQuery(5);
    assertThat(queue.take()).containsExactly(4);
    assertThat(queue.take()).containsExactly(5);
    assertThat(queue.take()).containsExactly(1, 2);
    queue.offerQuery(6);
    assertThat(queue.take()).containsExactly(6);
    assertThat(queue.take()).containsExactly(3);
  }

  @Test
  void questions_goTogetherOnlyWhenAQueueStands() throws Exception {
    IntStream.range(0, 10).forEach(queue::offerQuery);
    assertThat(queue.take()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    assertThat(queue.take()).containsExactly(8);
    assertThat(queue.take()).containsExactly(9);
  }

  @Test
  void fullQueue_refusesQuestionsAndWholeLoadsOfDocuments() throws Exception {
    IntStream.range(0, 20).forEach(i -> assertThat(queue.offerQuery(i)).isTrue());
    assertThat(queue.offerQuery(20)).isFalse();
    List<Integer> fifteen = IntStream.range(0, 15).boxed().toList();
    assertThat(queue.offerDocuments(List.of(fifteen))).isTrue();
    assertThat(queue.offerDocuments(List.of(List.of(1), List.of(2, 3, 4, 5, 6)))).isFalse();
    assertThat(queue.size()).isEqualTo(35);
    assertThat(queue.offerDocuments(List.of(List.of(1, 2, 3, 4, 5)))).isTrue();
    queue.take();
    assertThat(queue.offerQuery(21)).isTrue();
  }

  @Test
  void documents_thatWereTaken_makeRoom() throws Exception {
    List<Integer> twenty = IntStream.range(0, 20).boxed().toList();
    queue.offerDocuments(List.of(twenty));
    assertThat(queue.offerDocuments(List.of(List.of(1)))).isFalse();
    queue.take();
    assertThat(queue.offerDocuments(List.of(List.of(1)))).isTrue();
  }

  @Test
  void worker_thatWaits_isWokenByWorkAndByTheEnd() throws Exception {
    CompletableFuture<List<Integer>> first = CompletableFuture.supplyAsync(this::take);
    queue.offerQuery(1);
    assertThat(first.get(10, TimeUnit.SECONDS)).containsExactly(1);
    CompletableFuture<List<Integer>> last = CompletableFuture.supplyAsync(this::take);
    queue.close();
    assertThat(last.get(10, TimeUnit.SECONDS)).isEmpty();
  }

  @Test
  void closedQueue_givesBackWhatNobodyTookAndRefusesMore() throws Exception {
    queue.offerQuery(1);
    queue.offerDocuments(List.of(List.of(2, 3)));
    assertThat(queue.close()).containsExactly(1, 2, 3);
    assertThat(queue.offerQuery(4)).isFalse();
    assertThat(queue.offerDocuments(List.of(List.of(5)))).isFalse();
    assertThat(queue.take()).isEmpty();
    assertThat(queue.close()).isEmpty();
  }

  private List<Integer> take() {
    try {
      return queue.take();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
