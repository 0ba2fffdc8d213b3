package rapport.web;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.testing.Waiting.ms;

import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rapport.testing.Script;
import rapport.testing.ScriptedModelServer;
import rapport.testing.TestDatabase;
import rapport.testing.TestGateway;
import rapport.testing.Waiting;

/** The widget on a strict page of another origin, with the gateway as it is served. */
class WidgetGatewayTest {
  private static final String SPEAKER = "Do you have a Bluetooth speaker under 50 dollars?";

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static String database;
  private static Vertx vertx;
  private static ScriptedModelServer model;
  private static TestGateway gateway;
  private static StrictPage page;
  private static StrictPage listener;
  private static Browser browser;

  @BeforeAll
  static void open() {
    browser = Browser.open();
    database = TestGateway.demoDatabase();
    vertx = Vertx.vertx();
    model = Waiting.await(ScriptedModelServer.start(vertx));
    gateway =
        TestGateway.on(
            database,
            Map.of(
                "RAPPORT_LLM_PROVIDER", "openai",
                "RAPPORT_LLM_URL", model.url().toString(),
                "RAPPORT_LLM_MODEL", "scripted"));
    page = StrictPage.of(vertx, gateway.url(""));
    listener = StrictPage.alone(vertx);
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
    if (gateway != null) {
      gateway.close();
    }
    if (vertx != null) {
      Waiting.await(vertx.close());
    }
  }

  @BeforeEach
  void forget() {
    browser.fresh(page.origin(), gateway.url(""));
  }

  private static void visit() {
    browser.go(page.url("open"));
    browser.run("document.querySelector('rapport-chat').open()");
    browser.until("a welcome", "all('.chip').length > 0 || all('.user').length > 0");
  }

  @Test
  void hostileWords_inRowsAndAnswers_runNothing_andLoadNothing() {
    String evil = listener.origin();
    String tags =
        "<script>window.harmed=1</script><img src=%1$s/a onerror=window.harmed=1><svg onload=window.harmed=1><iframe src=%1$s/b>"
            .formatted(evil);
    TestDatabase.execute(
        database,
        """
        update product set title = 'Telescope %1$s', brand = '%1$s', description = '%1$s', url = 'javascript:window.harmed=1'
        where id = 'NH-2121' and language = 'en'
        """
            .formatted(tags));
    TestDatabase.execute(
        database,
        """
        update faq set question = 'How does the telescope work? %1$s', answer = '%1$s ![p](%2$s/c) [go](javascript:window.harmed=1) <a href="%2$s/d', link = 'javascript:window.harmed=1'
        where id = 'F-60' and language = 'en'
        """
            .formatted(tags, evil));
    model.next(
        Script.pieces(
                tags,
                " ![x](" + evil,
                "/e.png) ![y](" + evil + "/f",
                " 'z') [tap](java",
                "script:window.harmed=1) [t](JaVa\tScRiPt:window.harmed=1) <im",
                "g src=" + evil + "/g> <style>@import '" + evil + "/h';</style>",
                " <a href=javascript:window.harmed=1>tap</a> <math><mi//xlink:href=\"data:x,<script>window.harmed=1</script>\">",
                "\n\n| a |\n|---|\n| <img src="
                    + evil
                    + "/i onerror=window.harmed=1> ![]("
                    + evil
                    + "/j) |\n\n```html\n<script src="
                    + evil
                    + "/k>")
            .every(ms(30)));
    browser.before(
        "window.violations = []; addEventListener('securitypolicyviolation', (e) => window.violations.push(e.violatedDirective + ' ' + e.blockedURI));");
    visit();
    browser.ask("Do you have a telescope for children?").answered();
    browser.run("all('details').forEach((d) => (d.open = true))");
    browser.run(
        "all('.prose a, .card a').forEach((a) => a.dispatchEvent(new Event('click', { cancelable: true })))");
    browser.screenshot("widget-hostile");
    assertThat(browser.list("all('.card h3').map((t) => t.textContent)"))
        .anyMatch(t -> t.contains("onerror"));
    assertThat(browser.text("last('.bot > .prose').textContent"))
        .contains("<script>window.harmed=1</script>");
    assertThat(
            browser.list(
                "all('.prose :is(img, script, iframe, svg, style, math, object, embed)').map((e) => e.tagName)"))
        .isEmpty();
    assertThat(browser.list("all('a').map((a) => a.protocol)")).allMatch(p -> p.matches("https?:"));
    assertThat(browser.text("window.harmed")).isEqualTo("null");
    assertThat(browser.list("window.violations")).isEmpty();
    assertThat(listener.asked()).isEmpty();
    browser.run(
        "const i = new Image(); i.onload = () => (window.planted = true); i.src = '"
            + evil
            + "/planted.svg'");
    browser.until("the planted picture", "window.planted");
    assertThat(listener.asked()).as("the listener hears").containsExactly("/planted.svg");
    browser.run(
        "const s = document.createElement('script'); s.textContent = 'window.harmed = 1'; document.body.append(s)");
    browser.until("a refused script", "window.violations.length === 1");
    assertThat(browser.text("window.harmed")).as("the policy holds").isEqualTo("null");
  }

  @Test
  void tabs_stayInStep_whileAnAnswerRuns() throws Exception {
    model.next(Script.tokens(60).every(ms(40)));
    visit();
    try (AutoCloseable tab = browser.tab(page.url("open"))) {
      browser.look(1).run("document.querySelector('rapport-chat').open()");
      browser.until("a welcome", "all('.chip').length > 0");
      browser.look(0).ask(SPEAKER);
      browser.until("words", "last('.bot > .prose')?.textContent.length > 20");
      browser.look(1).until("the same question", "all('.user').length === 1").answered();
      String there = browser.text("last('.bot > .prose').textContent");
      browser.look(0).answered();
      assertThat(browser.text("last('.bot > .prose').textContent")).isEqualTo(there);
    }
  }

  @Test
  void slowLink_asOn3G_bringsTheChatAndTheWholeAnswer() {
    model.next(Script.tokens(200).every(ms(10)));
    browser.network(false, 300, 50_000);
    long begun = System.nanoTime();
    visit();
    System.out.printf(
        "widget: %d ms to a connected chat at 300 ms and 400 kbit/s%n",
        (System.nanoTime() - begun) / 1_000_000);
    browser.ask(SPEAKER).answered();
    String stored =
        Record.of(browser, gateway.url("")).stream()
            .filter(frame -> "done".equals(frame.getString("type")))
            .findFirst()
            .orElseThrow()
            .getString("text");
    assertThat(browser.text("last('.bot > .prose').textContent")).isEqualTo(stored.strip());
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void chinese_comesFromItsOwnFile_alsoAcrossOrigins() {
    browser.go(page.url("lang=\"zh\""));
    browser.run("document.querySelector('rapport-chat').open()");
    browser.until("Chinese", "chat.querySelector('h2').textContent === '有什么可以帮您？'");
    model.next(Script.words("有一款**蓝牙耳机**符合您的要求。"));
    browser.ask("有没有200元以下的蓝牙耳机？").answered();
    browser.screenshot("widget-chinese");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void widget_withEverythingItLoads_needsFortyKilobytesAtMost() {
    browser.go(page.url("lang=\"zh\""));
    browser.run("document.querySelector('rapport-chat').open()");
    browser.until("Chinese", "chat.querySelector('h2').textContent === '有什么可以帮您？'");
    List<String> loaded =
        browser.list("performance.getEntriesByType('resource').map((e) => e.name)");
    List<Integer> sizes = loaded.stream().map(WidgetGatewayTest::packed).toList();
    int bytes = sizes.stream().mapToInt(Integer::intValue).sum();
    System.out.printf("widget: %s bytes gzipped of %s%n", sizes, loaded);
    assertThat(loaded).containsExactly(gateway.url("/widget.js"), gateway.url("/widget/zh.js"));
    assertThat(bytes).isBetween(10_000, 40 * 1024);
  }

  /** As a browser gets it. */
  private static int packed(String url) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).header("Accept-Encoding", "gzip").build();
    HttpResponse<byte[]> response =
        HTTP.sendAsync(request, BodyHandlers.ofByteArray()).orTimeout(10, TimeUnit.SECONDS).join();
    assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
    return response.body().length;
  }
}
