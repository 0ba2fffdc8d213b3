package rapport.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import rapport.testing.ChatClient;
import rapport.testing.TestGateway;

class ConversationTest {
  private static TestGateway gateway;

  @BeforeAll
  static void start() {
    gateway = TestGateway.demo(Map.of());
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void question_answered_comesAsAckThenRecordThenPiecesThenDone() {
    try (ChatClient client = ChatClient.join(gateway.port())) {
      client.ask("q1", "Do you have a Bluetooth speaker under 50 dollars?");
      JsonObject done = client.await("done");
      List<String> types =
          client.heard().stream().map(frame -> frame.getString("type")).distinct().toList();
      assertThat(types).containsExactly("welcome", "ack", "question", "sources", "token", "done");
      assertThat(client.joined(done.getString("turn"))).isEqualTo(done.getString("text"));
      assertThat(done.getInteger("length")).isEqualTo(done.getString("text").length());
      assertThat(done.getLong("seq")).isEqualTo(3);
      assertThat(done.getString("finish")).isEqualTo("stop");
    }
  }

  @Test
  void sources_ofAQuestionWithABudget_areAllWithinIt() {
    try (ChatClient client = ChatClient.join(gateway.port())) {
      client.ask("q1", "Do you have a Bluetooth speaker under 50 dollars?");
      JsonObject sources = client.await("sources");
      assertThat(sources.getJsonArray("products")).isNotEmpty();
      assertThat(sources.getJsonArray("products"))
          .allSatisfy(card ->
              assertThat(((JsonObject) card).getJsonObject("price").getLong("amount"))
                  .isLessThanOrEqualTo(5_000));
      assertThat(sources.getJsonArray("products").getJsonObject(0).getString("title"))
          .contains("Speaker");
    }
  }

  @Test
  void sameId_sentAgain_isTheSameTurn() {
    try (ChatClient client = ChatClient.join(gateway.port())) {
      client.ask("q1", "How much is shipping?");
      JsonObject first = client.await("ack");
      client.await("done");
      client.ask("q1", "How much is shipping?");
      JsonObject again = client.await("ack");
      assertThat(again.getString("turn")).isEqualTo(first.getString("turn"));
      assertThat(again.getLong("seq")).isEqualTo(first.getLong("seq"));
      assertThat(again.getBoolean("duplicate")).isTrue();
      client.ask("q1", "Something else");
      assertThat(client.await("error").getString("code")).isEqualTo("conflict");
    }
  }

  @Test
  void conversation_resumedAfterARestart_isReplayedWhole() {
    JsonObject welcome;
    JsonObject done;
    try (ChatClient client = ChatClient.join(gateway.port())) {
      welcome = client.heard().getFirst();
      client.ask("q1", "Do you ship abroad?");
      done = client.await("done");
    }
    gateway.restart();
    try (ChatClient client = ChatClient.resume(gateway.port(), welcome, 0)) {
      assertThat(client.heard().getFirst().getBoolean("recovered")).isTrue();
      assertThat(client.await("done")).isEqualTo(done);
      assertThat(client.heard().stream().map(frame -> frame.getLong("seq")).skip(1))
          .containsExactly(1L, 2L, 3L);
    }
  }

  @Test
  void question_nothingSupports_endsInNoAnswer() {
    try (ChatClient client = ChatClient.join(gateway.port())) {
      client.ask("q1", "Who won the world cup in 1998?");
      JsonObject done = client.await("done");
      assertThat(done.getString("finish")).isEqualTo("no_answer");
      assertThat(done.getString("text")).isNotBlank();
    }
  }

  @Test
  void question_inChinese_isAnsweredInChinese() {
    try (ChatClient client = ChatClient.join(gateway.port())) {
      client.ask("q1", "有没有200元以下的蓝牙耳机？");
      JsonObject sources = client.await("sources");
      assertThat(sources.getJsonArray("products").getJsonObject(0).getString("title"))
          .contains("耳机");
      assertThat(client.await("done").getString("text")).contains("符合您的要求");
    }
  }
}
