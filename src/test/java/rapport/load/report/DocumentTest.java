package rapport.load.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rapport.fault.GatewayException;
import rapport.testing.LoadSamples;

class DocumentTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          format              | 2        | format: 2 (expected: 1)
          kind                | "other"  | kind: other (expected: result or compare)
          name                | null     | name: missing (expected: a string)
          seconds             | "long"   | seconds: long (expected: a number)
          sessions            | []       | sessions: [] (expected: an object)
          sessions.opened     | -1       | sessions.opened: -1 (expected: a whole number, 0 or more)
          sessions.opened     | 1.5      | sessions.opened: 1.5 (expected: a whole number, 0 or more)
          tokens.lost         | null     | tokens.lost: missing (expected: a number)
          latency.gap.p99     | "fast"   | latency.gap.p99: fast (expected: a number)
          latency.gap.curve   | [[1]]    | latency.gap.curve[0]: [1] (expected: two numbers)
          timeline            | {}       | timeline: {} (expected: a list)
          timeline            | [3]      | timeline[0]: 3 (expected: an object)
          machine.cores       | null     | machine.cores: missing (expected: a number)
          gave_out            | [1]      | gave_out[0]: 1 (expected: a string)
          model.near_ceiling  | "no"     | model.near_ceiling: no (expected: true or false)
          """)
  void whatIsWrong_isNamedByItsPath(String path, String value, String message) {
    JsonObject json = LoadSamples.result(1, 1);
    put(json, path, new JsonArray("[" + value + "]").getValue(0));
    assertThatThrownBy(() -> Document.of(json))
        .isInstanceOf(GatewayException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          base                | "nobody"     | base: nobody (expected: one of rapport, floor,
          measures[0].better  | "big"        | measures[0].better: big (expected: less or more)
          measures[0].floor   | "nobody"     | measures[0].floor: nobody (expected: one of rapport,
          measures[0].values  | {"x": [1]}   | measures[0].values.x: x (expected: one of rapport,
          """)
  void whatIsWrongWithAComparison_isNamedByItsPath(String path, String value, String message) {
    JsonObject json = LoadSamples.compare(1);
    put(json, path, new JsonArray("[" + value + "]").getValue(0));
    assertThatThrownBy(() -> Document.of(json)).hasMessageStartingWith(message);
  }

  /** Whatever is taken away: either it was not needed, or it is named. */
  @Test
  void everyFieldThatIsMissing_isEitherNotNeeded_orNamed() {
    for (JsonObject whole : List.of(LoadSamples.troubled(1), LoadSamples.compare(1))) {
      for (String path : paths("", whole)) {
        JsonObject json = whole.copy();
        remove(json, path);
        try {
          Document document = Document.of(json);
          assertThat(document.text(false)).isNotEmpty();
          assertThat(document.html()).contains("</html>");
        } catch (GatewayException named) {
          assertThat(named).hasMessageStartingWith(renamed(path) + ": missing");
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"server", "model", "lab"})
  void whatWasNotThere_mayBeNull(String part) {
    Document document = Document.of(LoadSamples.result(1, 1).putNull(part));
    assertThatCode(() -> document.text(true)).doesNotThrowAnyException();
    assertThat(document.html()).contains("</html>");
  }

  @Test
  void fileThatIsNoDocument_isNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("x.json"), "[1]");
    assertThatThrownBy(() -> Document.read(file)).hasMessageStartingWith(file + ": no JSON object");
    assertThatThrownBy(() -> Document.read(folder.resolve("y.json")))
        .hasMessageContaining("no such file");
    Files.writeString(file, LoadSamples.result(1, 1).put("seconds", true).encode());
    assertThatThrownBy(() -> Document.read(file)).hasMessageStartingWith(file + ": seconds: true");
  }

  @Test
  void sampleFiles_areWhatTheGeneratorMakes_andSaySo() throws IOException {
    Path samples = Path.of("src/test/resources/load");
    assertThat(new JsonObject(Files.readString(samples.resolve("sample-result.json"))).encode())
        .isEqualTo(LoadSamples.result(1, 1).encode())
        .contains(LoadSamples.MARK);
    assertThat(new JsonObject(Files.readString(samples.resolve("sample-compare.json"))).encode())
        .isEqualTo(LoadSamples.compare(2).encode())
        .contains(LoadSamples.MARK);
  }

  /** A comparison that does not say what it is counts as a result, which has a name. */
  private static String renamed(String path) {
    return path.equals("kind") ? "name" : path;
  }

  private static List<String> paths(String prefix, JsonObject json) {
    List<String> paths = new ArrayList<>();
    for (String name : json.fieldNames()) {
      paths.add(prefix + name);
      if (json.getValue(name) instanceof JsonObject inner) {
        paths.addAll(paths(prefix + name + ".", inner));
      }
    }
    return paths;
  }

  private static void put(JsonObject json, String path, Object value) {
    parent(json, path).put(path.substring(path.lastIndexOf('.') + 1), value);
  }

  private static void remove(JsonObject json, String path) {
    parent(json, path).remove(path.substring(path.lastIndexOf('.') + 1));
  }

  private static JsonObject parent(JsonObject json, String path) {
    JsonObject parent = json;
    String[] names = path.split("\\.", -1);
    for (int i = 0; i < names.length - 1; i++) {
      parent =
          names[i].endsWith("[0]")
              ? parent.getJsonArray(names[i].replace("[0]", "")).getJsonObject(0)
              : parent.getJsonObject(names[i]);
    }
    return parent;
  }
}
