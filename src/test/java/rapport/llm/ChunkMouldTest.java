package rapport.llm;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkMouldTest {
  private static final String CHUNK =
      "{\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"%s\"},\"finish_reason\":null}],\"usage\":null}";

  private final ChunkMould mould = new ChunkMould();

  @Test
  void knowsNothingBeforeItHasLearned() {
    assertThat(words(CHUNK.formatted("one"))).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two", " and more", "套装", "Hé 🛒", "}{][,:", "\u007f"})
  void takesWordsThatStandWhereTheOthersStood(String content) throws IOException {
    learn(CHUNK.formatted("one"));
    assertThat(words(CHUNK.formatted(content))).isEqualTo(content);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "say \\\"so\\\"",
        "\\n",
        "\\u00e9",
        "a\",\"tool_calls\":[{}],\"refusal\":\"b",
        "a\nb",
        "a\tb",
        "half \uFFFD",
      })
  void leavesWhatIsNotWordsAlone(String content) throws IOException {
    learn(CHUNK.formatted("one"));
    assertThat(words(CHUNK.formatted(content))).isNull();
  }

  @Test
  void leavesWhatIsNoUtf8() throws IOException {
    learn(CHUNK.formatted("one"));
    byte[] cut = CHUNK.formatted("\u00e5").getBytes(ISO_8859_1);
    assertThat(mould.words(cut, 0, cut.length)).isNull();
  }

  @Test
  void leavesWhatBeginsOrEndsOtherwise() throws IOException {
    learn(CHUNK.formatted("one"));
    assertThat(words(CHUNK.formatted("two").replace("\"c1\"", "\"c2\""))).isNull();
    assertThat(words(CHUNK.formatted("two").replace("null}]", "\"stop\"}]"))).isNull();
    assertThat(words(CHUNK.formatted("two") + "}")).isNull();
    assertThat(words("")).isNull();
    assertThat(words(CHUNK.formatted("").replace("\"},", ""))).isNull();
  }

  @Test
  void learnsAnewWhenTheServerWritesOtherwise() throws IOException {
    learn(CHUNK.formatted("one"));
    String later = CHUNK.replace("c1", "c2");
    learn(later.formatted("two"));
    assertThat(words(later.formatted("three"))).isEqualTo("three");
    assertThat(words(CHUNK.formatted("three"))).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"choices\":[{\"index\":1,\"delta\":{\"content\":\"%s\"}}]}",
        "{\"choices\":[{\"delta\":{\"content\":\"%s\"},\"finish_reason\":\"stop\"}]}",
        "{\"choices\":[{\"delta\":{\"content\":\"%s\",\"tool_calls\":[{\"index\":0}]}}]}",
        "{\"choices\":[{\"delta\":{\"content\":\"%s\"}}],\"usage\":{\"completion_tokens\":1}}",
        "{\"choices\":[{\"delta\":{\"content\":\"%s\"}}],\"error\":\"no\"}",
        "{\"choices\":[{\"delta\":{\"content\":\"%s\",\"content\":null}}]}",
      })
  void learnsNothingFromAChunkThatSaysMore(String chunk) throws IOException {
    learn(chunk.formatted("one"));
    assertThat(words(chunk.formatted("two"))).isNull();
  }

  @Test
  void neverSaysAnythingElseThanTheJsonDoes() throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    List<String> chunks =
        List.of(
            CHUNK,
            "{\"choices\":[{\"delta\":{\"content\":\"a\",\"content\":\"%s\"}}]}",
            "{\"choices\":[{\"delta\":{\"content\":\"%s\"}},{\"index\":1,\"delta\":{\"content\":\"x\"}}]}",
            " {\"choices\" : [ {\"delta\" : {\"role\":\"a\", \"content\" : \"%s\" } } ] } ");
    String alphabet = "ab \\\"{}[]:,n\u00e9套\uD83D\uDED2\u0001";
    int taken = 0;
    for (int i = 0; i < 20_000; i++) {
      String chunk = chunks.get(random.nextInt(chunks.size()));
      learn(chunk.formatted("one"));
      StringBuilder content = new StringBuilder();
      for (int length = random.nextInt(6); length > 0; length--) {
        content.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      byte[] bytes = chunk.formatted(content).getBytes(UTF_8);
      String words = mould.words(bytes, 0, bytes.length);
      if (words != null) {
        taken++;
        assertThat(ChatChunk.read(bytes, 0, bytes.length).content()).isEqualTo(words);
      }
    }
    assertThat(taken).isGreaterThan(2_000);
  }

  @Test
  void readsFromTheMiddleOfAnArray() throws IOException {
    byte[] bytes = ("data: " + CHUNK.formatted("one") + "\n").getBytes(UTF_8);
    ChatChunk chunk = ChatChunk.read(bytes, 6, bytes.length - 7);
    mould.learn(chunk, bytes, 6, bytes.length - 7);
    assertThat(words(CHUNK.formatted("two"))).isEqualTo("two");
  }

  private void learn(String chunk) throws IOException {
    byte[] bytes = chunk.getBytes(UTF_8);
    mould.learn(ChatChunk.read(bytes, 0, bytes.length), bytes, 0, bytes.length);
  }

  private String words(String chunk) {
    byte[] bytes = chunk.getBytes(UTF_8);
    return mould.words(bytes, 0, bytes.length);
  }
}
