package rapport.web;

import io.vertx.core.Vertx;
import io.vertx.core.json.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import rapport.testing.Waiting;

/** A browser, a strict page, and a line to no gateway whose frames a test says itself. */
abstract class WidgetCase {
  private static final String LINE =
      new String(StrictPage.resource("/widget/line.js"), StandardCharsets.UTF_8);

  private static Vertx vertx;
  static StrictPage page;
  static Browser browser;

  @BeforeAll
  static void open() {
    browser = Browser.open();
    vertx = Vertx.vertx();
    page = StrictPage.alone(vertx);
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
    if (vertx != null) {
      Waiting.await(vertx.close());
    }
  }

  @BeforeEach
  void forget() {
    browser.fresh(page.origin()).before(LINE);
  }

  /** Opens the page and the chat on it. */
  static void visit(String attributes) {
    browser.go(page.url(attributes));
    browser.run("document.querySelector('rapport-chat').open()");
    browser.until("a welcome", "line.of('hello').length > 0 && chat.querySelector('.panel').open");
    browser.until("its questions", "all('.chip').length > 0");
  }

  static void ask() {
    browser.ask("Which lamp is warm?");
    browser.until("an accepted question", "last('.bot')?.dataset.state === 'waiting'");
  }

  /** One question with cards, help texts and these words. */
  static void answer(String words) {
    ask();
    browser.run("line.say(cards(1, 2), done(1, 3, " + Json.encode(words) + "))");
    browser.answered();
  }
}
