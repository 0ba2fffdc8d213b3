package rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rapport.testing.Script;
import rapport.testing.ScriptedModelServer;
import rapport.testing.TestGateway;
import rapport.testing.Waiting;

/** The demo shop and its chat, as a shopper meets them. Screenshots go to target/screenshots. */
class PageTest {
  private static final String SPEAKER = "Do you have a Bluetooth speaker under 50 dollars?";

  /** A picture on its way when the page is left is sent again at the next visit. */
  private static final String PICTURES =
      "[...document.images].every((i) => i.complete || i.getBoundingClientRect().top > 3 * innerHeight)";

  private static String database;
  private static Vertx vertx;
  private static ScriptedModelServer model;
  private static TestGateway shop;
  private static TestGateway scripted;

  private static Browser browser;

  @BeforeAll
  static void openTheShop() {
    browser = Browser.open();
    database = TestGateway.demoDatabase();
    vertx = Vertx.vertx();
    model = Waiting.await(ScriptedModelServer.start(vertx));
    shop = TestGateway.on(database, Map.of());
    scripted =
        TestGateway.on(
            database,
            Map.of(
                "RAPPORT_HTTP_PORT",
                freePort(),
                "RAPPORT_LLM_PROVIDER",
                "openai",
                "RAPPORT_LLM_URL",
                model.url().toString(),
                "RAPPORT_LLM_MODEL",
                "scripted"));
  }

  @AfterAll
  static void closeTheShop() {
    if (browser != null) {
      browser.close();
    }
    if (shop != null) {
      scripted.close();
      shop.close();
      Waiting.await(vertx.close());
    }
  }

  /** A restarted gateway is found where it was. */
  private static String freePort() {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return String.valueOf(probe.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeEach
  void forgetTheLastShopper() {
    browser.fresh(shop.url(""), scripted.url(""));
  }

  @Test
  void page_opens_withoutAComplaintOfTheBrowser() {
    browser.go(shop.url("/?lang=en"));
    browser.until("the greeting's questions", "all('.chip').length > 0");
    browser.until(
        "four departments", "document.querySelectorAll('.row .tile:not(.ghost)').length >= 16");
    browser.screenshot("desktop-open");
    browser.scheme("dark").screenshot("desktop-open-dark");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void question_aboutProducts_showsCardsBeforeWords_andThenTheWholeAnswer() {
    browser.go(shop.url("/?lang=en"));
    browser.run(
        """
        window.cardsAtFirstWord = null;
        new MutationObserver(() => {
          if (window.cardsAtFirstWord === null && last('.bot [data-testid=answer]')?.textContent)
            window.cardsAtFirstWord = all('[data-testid=card]').length;
        }).observe(chat, { subtree: true, childList: true, characterData: true });
        """);
    browser.ask(SPEAKER).answered();
    assertThat(browser.number("window.cardsAtFirstWord")).isPositive();
    JsonObject done = stored(shop, "done");
    JsonArray products = stored(shop, "sources").getJsonArray("products");
    assertThat(browser.list("all('[data-testid=card]').map((c) => c.dataset.product)"))
        .isEqualTo(products.stream().map(card -> ((JsonObject) card).getString("id")).toList());
    assertThat(browser.list("all('.card .now').map((p) => p.textContent)"))
        .allMatch(price -> price.matches("\\$[1-4]?\\d\\.\\d\\d"));
    assertThat(browser.list("all('.card a').map((a) => a.getAttribute('href'))"))
        .hasSize(products.size())
        .allMatch(href -> href.contains("/products/NH-"));
    browser.until(
        "the pictures",
        "all('.card img').slice(0, 2).every((i) => i.complete && i.naturalWidth > 0)");
    assertThat(done.getString("text")).contains(browser.text("last('.prose strong').textContent"));
    assertThat(browser.list("all('.bot > .prose strong > a').map((a) => a.pathname)"))
        .as("a product named in the answer leads where its card leads")
        .isNotEmpty()
        .allMatch(path -> path.startsWith("/products/NH-"));
    browser.screenshot("desktop-answer");
    browser.scheme("dark").screenshot("desktop-answer-dark");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void question_whileItIsTyped_isToldNowAndThen_andWhenItIsAskedNoMore() {
    browser.go(shop.url("/?lang=en"));
    browser.until("a connection", "all('.chip').length > 0");
    browser.run("document.querySelector('rapport-chat').setAttribute('partial', '')");
    browser.run(
        """
        window.sent = [];
        const send = WebSocket.prototype.send;
        WebSocket.prototype.send = function (data) {
          window.sent.push({ at: performance.now(), ...JSON.parse(data) });
          return send.call(this, data);
        };
        """);
    String partials = "window.sent.filter((frame) => frame.type === 'partial')";
    browser.element("[data-testid=input]").sendKeys("a warm tent for two");
    browser.until("the last word", partials + ".at(-1)?.text === 'a warm tent for two'");
    assertThat(
            browser.number(
                partials + ".filter((p) => !'a warm tent for two'.startsWith(p.text)).length"))
        .isZero();
    assertThat(
            browser.number(
                partials + ".filter((p, i, all) => i > 0 && p.at - all[i - 1].at < 140).length"))
        .as("more often than every 150 ms")
        .isZero();
    long told = browser.number(partials + ".length");
    browser.ask("").answered();
    assertThat(browser.number(partials + ".length")).isEqualTo(told);
    assertThat(browser.number("window.sent.filter((frame) => frame.type === 'ask').length"))
        .isOne();
  }

  @Test
  void newestQuestion_withALongAnswer_staysInSight() {
    browser.go(shop.url("/?lang=en")).ask(SPEAKER).answered();
    browser.ask("I need a warm tent for two people").answered();
    browser.until(
        "the question at the top",
        """
        (() => {
          const box = chat.querySelector('.log').getBoundingClientRect();
          const question = last('.user').getBoundingClientRect();
          return question.top >= box.top && question.top < box.top + 40;
        })()\
        """);
    browser.until("a way to the end", "chat.querySelector('.jump').hidden === false");
    browser.element(".jump").click();
    browser.until(
        "the end",
        "(({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight < 2)(chat.querySelector('.log'))");
  }

  @Test
  void helpText_behindAnAnswer_opensAndLeadsToItsPage() {
    browser.go(shop.url("/?lang=en")).ask("How long does delivery take?").answered();
    String stored =
        stored(shop, "sources").getJsonArray("faqs").getJsonObject(0).getString("answer");
    assertThat(browser.number("last('.bot').querySelectorAll('details[open]').length")).isZero();
    browser.element("details[data-testid=faq] summary").click();
    browser.until("the open text", "last('.bot').querySelector('details').open");
    assertThat(browser.text("last('.bot').querySelector('details .prose').textContent"))
        .startsWith(stored);
    browser.screenshot("desktop-help-text");
    browser.element("details .prose a").click();
    browser.until("the help page", "document.querySelectorAll('.help h3').length > 0");
    assertThat(browser.text("location.pathname")).isEqualTo("/help/shipping");
    assertThat(browser.text("document.querySelector('.help').innerText")).contains(stored);
    browser.until("the conversation, on this page too", "all('.user').length === 1");
    browser.screenshot("desktop-help-page");
  }

  @Test
  void answer_ofAModel_growsOnTheScreen_andEndsAsItIsStored() {
    model.next(
        Script.words("The", "**Pebble**", "is", "small.", "It", "floats,", "too.")
            .every(Waiting.ms(60)));
    browser.go(scripted.url("/?lang=en"));
    browser.run(
        """
        window.lengths = new Set();
        new MutationObserver(() => window.lengths.add(last('.bot [data-testid=answer]')?.textContent.length))
          .observe(chat, { subtree: true, childList: true, characterData: true });
        """);
    browser.ask(SPEAKER);
    browser.until("the first words", "last('.bot')?.dataset.state === 'streaming'");
    browser.screenshot("desktop-streaming").answered();
    assertThat(browser.number("window.lengths.size")).isGreaterThan(4);
    assertThat(browser.text("last('.bot > .prose').textContent"))
        .isEqualTo("The Pebble is small. It floats, too.");
    assertThat(stored(scripted, "done").getString("text"))
        .isEqualTo("The **Pebble** is small. It floats, too.");
  }

  @Test
  void stopButton_stopsASlowAnswer_atWhatIsOnTheScreen() {
    model.next(Script.tokens(2_000).every(Waiting.ms(25)));
    browser.go(scripted.url("/?lang=en")).ask(SPEAKER);
    browser.until("some words", "last('.bot > .prose')?.textContent.length > 30");
    browser.element("[data-testid=stop]").click();
    browser.answered().screenshot("desktop-stopped");
    JsonObject done = stored(scripted, "done");
    assertThat(done.getString("finish")).isEqualTo("cancelled");
    assertThat(browser.text("last('.bot > .prose').textContent"))
        .isEqualTo(done.getString("text").strip());
    assertThat(browser.text("last('[data-testid=note]').textContent")).isEqualTo("Stopped");
    Waiting.await(model.lastRequest().closed());
    browser.ask("How much does shipping cost?");
    browser.until("the next question", "all('.user').length === 2").answered();
  }

  @Test
  void reload_bringsTheConversationBack() {
    browser.go(shop.url("/?lang=en")).ask(SPEAKER).answered();
    browser.ask("How much does shipping cost?");
    browser.until("the second question", "all('.user').length === 2").answered();
    List<String> before = browser.list("all('.bubble, .bot > .prose').map((e) => e.innerText)");
    browser.reload().until("both turns", "all('.bot[data-state=done]').length === 2");
    assertThat(browser.list("all('.bubble, .bot > .prose').map((e) => e.innerText)"))
        .isEqualTo(before);
    assertThat(browser.number("all('[data-testid=card]').length")).isPositive();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void gateway_restartedInTheMiddleOfAnAnswer_leavesOnTheScreenExactlyWhatIsStored() {
    model.next(Script.tokens(2_000).every(Waiting.ms(25)));
    browser.go(scripted.url("/?lang=en")).ask(SPEAKER);
    browser.until("some words", "last('.bot > .prose')?.textContent.length > 60");
    scripted.restart();
    browser.answered();
    JsonObject done = stored(scripted, "done");
    assertThat(done.getString("finish")).isEqualTo("interrupted");
    assertThat(browser.text("last('.bot > .prose').textContent"))
        .isEqualTo(done.getString("text").strip());
    assertThat(browser.number("all('.user').length")).isEqualTo(1);
    browser.screenshot("desktop-interrupted");
    model.next(Script.words("Here", "it", "is", "again."));
    browser.element("[data-testid=retry]").click();
    browser.until("the second try", "all('.user').length === 2").answered();
    assertThat(browser.text("last('.bot > .prose').textContent")).isEqualTo("Here it is again.");
  }

  @Test
  void page_inChinese_isAskedAndAnswersInChinese() {
    browser.go(shop.url("/?lang=zh"));
    browser.until("Chinese", "chat.querySelector('.root').innerText.includes('您好')");
    browser.ask("有没有200元以下的蓝牙耳机？").answered();
    assertThat(browser.text("last('.bot > .prose').textContent")).contains("符合您的要求");
    assertThat(browser.list("all('.card .now').map((p) => p.textContent)"))
        .allMatch(price -> price.contains("¥"));
    assertThat(browser.text("document.documentElement.lang")).isEqualTo("zh");
    browser.screenshot("desktop-chinese");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void phone_chatsOverTheWholeScreen() {
    browser.phone().go(shop.url("/?lang=en")).screenshot("phone-closed");
    browser.element(".launcher").click();
    browser.screenshot("phone-open").ask("a warm lamp for reading").answered();
    assertThat(
            browser.number(
                "Math.round(chat.querySelector('.panel').getBoundingClientRect().width)"))
        .isEqualTo(390);
    browser.screenshot("phone-answer");
    browser.element(".card a").click();
    browser.until("the product's page", "document.querySelector('.product h1')?.checkVisibility()");
    browser.screenshot("phone-product");
  }

  @Test
  void addressOfAProduct_openedDirectly_showsThatProduct() {
    for (String language : List.of("en", "zh")) {
      browser.go(shop.url("/products/NH-2120?lang=" + language));
      browser.until(
          "the product's page", "document.querySelector('.product h1')?.checkVisibility()");
      browser.until(
          "its picture",
          "(({ complete, naturalWidth }) => complete && naturalWidth > 0)(document.querySelector('.product .sheet img'))");
      assertThat(browser.text("document.querySelector('.product h1').textContent"))
          .contains("Pipwren")
          .contains("40-400");
    }
    browser.go(shop.url("/products/NH-2120?lang=en"));
    browser.until("the product's page", "document.querySelector('.product h1')?.checkVisibility()");
    browser.screenshot("desktop-product");
    browser.run("document.querySelector('.trail a').click()");
    browser.until("the front page's address", "location.pathname === '/'");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void addressOfNothing_saysSo() {
    browser.go(shop.url("/products/NH-0000?lang=en"));
    browser.until("words", "document.querySelector('.help .none')?.checkVisibility()");
    browser.screenshot("desktop-gone");
  }

  @Test
  void firstVisit_transfersLittle_andTheNextNearlyNothing() {
    browser.go(shop.url("/?lang=en"));
    browser.until("the page", "document.querySelectorAll('.row .tile:not(.ghost)').length >= 16");
    browser.until("the pictures that begin to load", PICTURES);
    long scripts = transferred("e.name.endsWith('.js') && !e.name.includes('/shop')");
    long files = transferred("/\\.(js|css)$/.test(e.name) || e.entryType === 'navigation'");
    long everything = transferred("true");
    browser.go(shop.url("/?lang=en"));
    browser.until("the page", "document.querySelectorAll('.row .tile:not(.ghost)').length >= 16");
    long again = transferred("/\\.(js|css|svg)$/.test(e.name) || e.entryType === 'navigation'");
    System.out.printf(
        "first visit: widget %,d bytes; page, scripts and styles %,d; with pictures and searches %,d; next visit %,d%n",
        scripts, files, everything, again);
    assertThat(scripts).isBetween(10_000L, 45_000L);
    assertThat(again).isLessThan(2_000);
  }

  private long transferred(String which) {
    return browser.number(
        """
        [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
          .filter((e) => %s).reduce((sum, e) => sum + e.transferSize, 0)\
        """
            .formatted(which));
  }

  /** The last frame of a type in the stored record of the browser's conversation. */
  private JsonObject stored(TestGateway gateway, String type) {
    return Record.of(browser, gateway.url("")).stream()
        .filter(frame -> type.equals(frame.getString("type")))
        .reduce((first, second) -> second)
        .orElseThrow(() -> new AssertionError("no " + type));
  }
}
