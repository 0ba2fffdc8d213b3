package rapport.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import rapport.chat.ConversationId;
import rapport.chat.Exchange;

/** What is remembered holds only as long as nothing was added to the record elsewhere. */
class RecentExchangesTest {
  private static final ConversationId CONVERSATION = new ConversationId("c-1");
  private static final List<Exchange> SAID = List.of(new Exchange("a lamp?", "The Dot.", null));

  private final RecentExchanges recent = new RecentExchanges();

  @Test
  void exchanges_standAsLongAsTheirLastEntryIsTheRecordsLast() {
    recent.add(CONVERSATION, SAID, 3);

    assertThat(recent.has(CONVERSATION)).isTrue();
    assertThat(recent.upTo(CONVERSATION, 3)).contains(SAID);
    assertThat(recent.upTo(CONVERSATION, 4)).as("somebody added an entry").isEmpty();
    assertThat(recent.upTo(CONVERSATION, 2)).isEmpty();
  }

  @Test
  void unknownConversation_isLeftToTheJournal_exceptBeforeItsFirstEntry() {
    assertThat(recent.has(CONVERSATION)).isFalse();
    assertThat(recent.upTo(CONVERSATION, 3)).isEmpty();
    assertThat(recent.upTo(CONVERSATION, 0)).contains(List.of());
  }

  @Test
  void conversation_thatNobodyReads_isForgotten() {
    recent.add(CONVERSATION, SAID, 3);
    recent.forget(CONVERSATION);

    assertThat(recent.has(CONVERSATION)).isFalse();
    assertThat(recent.upTo(CONVERSATION, 3)).isEmpty();
  }

  @Test
  void muchText_doesNotFillTheMemory() {
    String answer = "a long answer ".repeat(4_000);
    for (int i = 0; i < 2_000; i++) {
      recent.add(new ConversationId("c-" + i), List.of(new Exchange("a lamp?", answer, null)), 3);
    }

    assertThat(recent.bytes()).isLessThan(64_000_000);
  }
}
