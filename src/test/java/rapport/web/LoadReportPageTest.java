package rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapport.load.report.Document;
import rapport.load.report.Pair;
import rapport.load.report.Result;
import rapport.testing.LoadSamples;

/** The pages of the load lab in a real browser. Pictures go to target/screenshots. */
class LoadReportPageTest {
  private static final String RESOURCES =
      "return performance.getEntriesByType('resource').map((e) => e.name)";
  private static final String OVERFLOW =
      "return document.documentElement.scrollWidth - document.documentElement.clientWidth";

  @TempDir private static Path folder;
  private static Browser browser;

  @BeforeAll
  static void open() {
    browser = Browser.open();
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void forget() {
    browser.fresh();
  }

  @Test
  void result_needsNothingElse_onDesktopAndPhone_inLightAndDark() {
    show("result", Document.of(LoadSamples.result(1, 1)).html());
    pictures("load-result");
    browser.desktop().print("load-result");
  }

  @Test
  void troubledResult_saysWhatGaveOutFirst() {
    show("troubled", Document.of(LoadSamples.troubled(4)).html());
    pictures("load-troubled");
    assertThat(browser.plain("return document.querySelector('.verdict li').textContent"))
        .asString()
        .startsWith("Model streams");
  }

  @Test
  void comparison_needsNothingElse() {
    show("compare", Document.of(LoadSamples.compare(2)).html());
    pictures("load-compare");
    browser.desktop().print("load-compare");
  }

  @Test
  void pair_needsNothingElse() {
    Result before = (Result) Document.of(LoadSamples.result(1, 1.5));
    Result after = (Result) Document.of(LoadSamples.result(2, 1));
    show("pair", Pair.of(before, after, false).html());
    pictures("load-pair");
  }

  @Test
  void names_areText_whateverTheyLookLike() {
    String evil = "<script>document.title = 'taken over'</script><img src=x onerror=alert(1)>";
    JsonObject json =
        LoadSamples.result(1, 1).put("name", evil).put("target", "\"'><svg/onload=x>");
    json.getJsonObject("scenario").put(evil, evil);
    json.getJsonObject("questions").put("errors", new JsonObject().put(evil, 3));
    json.put("gave_out", new JsonArray().add(evil));
    show("evil", Document.of(json).html());
    assertThat(browser.plain("return document.title")).asString().startsWith(evil);
    assertThat(browser.plain("return document.querySelectorAll('img').length")).isEqualTo(0L);
    assertThat(browser.plain("return document.scripts.length")).isEqualTo(1L);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void pointing_tellsTheValuesOfThatSecond() {
    show("tip", Document.of(LoadSamples.result(1, 1)).html());
    browser.plain(
        """
        const hint = document.querySelectorAll('.charts rect.hint')[40];
        hint.dispatchEvent(new PointerEvent('pointermove', { bubbles: true, clientX: 9, clientY: 9 }));
        """);
    assertThat(browser.plain("return document.getElementById('tip').textContent"))
        .asString()
        .startsWith("second 41\ndue  100");
    assertThat(browser.plain("return document.getElementById('tip').hidden")).isEqualTo(false);
  }

  private static void show(String name, String html) {
    try {
      Path file = Files.writeString(folder.resolve(name + ".html"), html);
      browser.go(file.toUri().toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat((List<?>) browser.plain(RESOURCES)).as("requests").isEmpty();
    assertThat(browser.complaints()).isEmpty();
  }

  private static void pictures(String name) {
    browser.desktop().wholePage(name);
    assertThat(browser.plain(OVERFLOW)).as("too wide for a desktop").isEqualTo(0L);
    browser.scheme("dark").wholePage(name + "-dark");
    browser.scheme("light").phone().wholePage(name + "-phone");
    assertThat(browser.plain(OVERFLOW)).as("too wide for a phone").isEqualTo(0L);
    assertThat(browser.complaints()).isEmpty();
  }
}
