package rapport.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rapport.load.TextFrame.Field;
import rapport.load.TextFrame.Type;

class TextFrameTest {
  private final TextFrame frame = new TextFrame();

  @Test
  void fields_areFoundInAnyOrder_andOnlyAtTheTop() {
    String json =
        " { \"products\" : [{\"text\":\"}\\\"]\",\"type\":\"x\"},[1,{}]], \"text\":\"a \\\"b\\\" \\\\\","
            + "\"seq\" : 12 ,\"recovered\":true,\"turn\":null,\"type\":\"done\"} ";

    assertThat(read(json)).isTrue();
    assertThat(frame.type()).isEqualTo(Type.DONE);
    assertThat(frame.text(Field.TEXT)).isEqualTo("a \\\"b\\\" \\\\");
    assertThat(frame.text(Field.SEQ).strip()).isEqualTo("12");
    assertThat(frame.is(Field.RECOVERED, "true")).isTrue();
    assertThat(frame.has(Field.CODE)).isFalse();
  }

  @Test
  void fieldsOfAnEarlierMessage_areForgotten() {
    read("{\"type\":\"token\",\"text\":\"a\"}");
    read("{}");

    assertThat(frame.has(Field.TEXT)).isFalse();
    assertThat(frame.type()).isEqualTo(Type.OTHER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "[", "{", "{\"type\"", "{\"type\":", "{\"type\":\"tok", "{\"a\":1"})
  void whatIsNoObject_isNone(String json) {
    assertThat(read(json)).isFalse();
  }

  private boolean read(String json) {
    byte[] bytes = json.getBytes(UTF_8);
    return frame.read(bytes, 0, bytes.length);
  }
}
