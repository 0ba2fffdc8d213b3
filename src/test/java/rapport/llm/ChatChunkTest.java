package rapport.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rapport.chat.Finish;
import rapport.chat.Usage;

class ChatChunkTest {
  @Test
  void readsAPieceAsOpenAiWritesIt() throws IOException {
    ChatChunk chunk =
        read(
            """
            {"id":"c1","object":"chat.completion.chunk","created":1,"model":"shop","choices":[
            {"index":0,"delta":{"role":"assistant","content":"Hé 🛒\\n"},"logprobs":null,
            "finish_reason":null}],"usage":null,"obfuscation":"x9"}\
            """);
    assertThat(chunk.content()).isEqualTo("Hé 🛒\n");
    assertThat(chunk.finish()).isNull();
    assertThat(chunk.usage()).isNull();
    assertThat(chunk.error()).isNull();
  }

  @Test
  void readsTheEndOfAnAnswer() throws IOException {
    assertThat(finish("stop")).isEqualTo(Finish.STOP);
    assertThat(finish("length")).isEqualTo(Finish.LENGTH);
    assertThat(finish("content_filter")).isEqualTo(Finish.STOP);
    assertThat(finish("")).isNull();
  }

  @Test
  void readsUsage() throws IOException {
    String usage =
        """
        {"choices":[],"usage":{"prompt_tokens":7,"completion_tokens":3.0,"total_tokens":10,
        "prompt_tokens_details":{"cached_tokens":0}}}\
        """;
    assertThat(read(usage).usage()).isEqualTo(new Usage(7, 3));
    assertThat(read("{\"usage\":{\"prompt_tokens\":-1,\"completion_tokens\":1e99}}").usage())
        .isEqualTo(new Usage(0, Integer.MAX_VALUE));
  }

  @Test
  void readsErrorsOfAnyShape() throws IOException {
    assertThat(read("{\"error\":{\"message\":\"no\",\"code\":529,\"type\":null}}").error())
        .contains("message=no")
        .contains("code=529");
    assertThat(read("{\"error\":\"overloaded\"}").error()).isEqualTo("overloaded");
    assertThat(read("{\"error\":null}").error()).isNull();
    assertThat(read("{\"error\":{}}").error()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"choices\":null}",
        "{\"choices\":[]}",
        "{\"choices\":{}}",
        "{\"choices\":[null,1,[{}]]}",
        "{\"choices\":[{}]}",
        "{\"choices\":[{\"delta\":null}]}",
        "{\"choices\":[{\"delta\":{}}]}",
        "{\"choices\":[{\"delta\":{\"content\":null}}]}",
        "{\"choices\":[{\"delta\":{\"content\":[{\"text\":\"x\"}]}}]}",
        "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"function\":{\"content\":\"x\"}}]}}]}",
        "{\"choices\":[{\"delta\":{\"reasoning_content\":\"hm\"},\"finish_reason\":null}]}",
        "{\"usage\":[1,2],\"content\":\"x\",\"delta\":{\"content\":\"x\"}}",
      })
  void passesOverWhatItDoesNotKnow(String json) throws IOException {
    ChatChunk chunk = read(json);
    assertThat(chunk.content()).isNull();
    assertThat(chunk.finish()).isNull();
    assertThat(chunk.error()).isNull();
  }

  @Test
  void takesTheFirstChoiceAlone() throws IOException {
    String two = "{\"choices\":[{\"delta\":{\"content\":\"a\"}},{\"delta\":{\"content\":\"b\"}}]}";
    assertThat(read(two).content()).isEqualTo("a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "\"x\"",
        "{",
        "{\"choices\":[",
        "{\"a\":tru}",
        "{} {}",
        "{}x",
        "<html>",
        "{\"choices\":[{\"delta\":{\"content\":\"cut",
        "{\"a\":\"\u0001\"}",
      })
  void refusesWhatIsNoJsonObject(String json) {
    assertThatThrownBy(() -> read(json)).isInstanceOf(IOException.class);
  }

  @Test
  void refusesEndlessNesting() {
    assertThatThrownBy(() -> read("{\"a\":" + "[".repeat(100_000))).isInstanceOf(IOException.class);
  }

  @Test
  void readsInPlace() throws IOException {
    byte[] bytes =
        "xx{\"choices\":[{\"delta\":{\"content\":\"a\"}}]}yy".getBytes(StandardCharsets.UTF_8);
    assertThat(ChatChunk.read(bytes, 2, bytes.length - 4).content()).isEqualTo("a");
  }

  private static Finish finish(String reason) throws IOException {
    return read("{\"choices\":[{\"delta\":{},\"finish_reason\":\"" + reason + "\"}]}").finish();
  }

  private static ChatChunk read(String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return ChatChunk.read(bytes, 0, bytes.length);
  }
}
