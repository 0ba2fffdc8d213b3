package rapport.web;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.testing.Waiting.ms;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rapport.testing.GatewayProcess;
import rapport.testing.Relay;
import rapport.testing.Script;
import rapport.testing.ScriptedModelServer;
import rapport.testing.TestGateway;
import rapport.testing.Waiting;

/** The gateway's process killed, as {@code kill -9} does it, while the widget streams. */
@Timeout(1_200)
class WidgetRestartTest {
  /** A few in every run of the tests; {@code -Drapport.restarts=20} for a night. */
  private static final int RESTARTS = Integer.getInteger("rapport.restarts", 5);

  private static Vertx vertx;
  private static ScriptedModelServer model;
  private static Browser browser;

  @BeforeAll
  static void open() {
    browser = Browser.open();
    vertx = Vertx.vertx();
    model = Waiting.await(ScriptedModelServer.start(vertx)).keepNothing();
    model.always(Script.tokens(4_000).every(ms(20)));
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

  @Test
  void gateway_killedAgainAndAgain_leavesOnTheScreenWhatIsStored() {
    String database = TestGateway.demoDatabase();
    List<Integer> lengths = new ArrayList<>();
    GatewayProcess gateway = start(database);
    try (Relay relay = Relay.to(vertx, gateway.port());
        StrictPage page = StrictPage.of(vertx, relay.origin())) {
      browser.fresh(page.origin(), relay.origin()).go(page.url("open"));
      browser.run("document.querySelector('rapport-chat').open()");
      browser.until("a welcome", "all('.chip').length > 0");
      for (int i = 1; i <= RESTARTS; i++) {
        browser.ask("Do you have a Bluetooth speaker under 50 dollars?");
        browser.until("question " + i, "all('.user').length === " + i);
        int least = 20 + 37 * i % 200;
        browser.until("some words", "last('.bot > .prose').textContent.length > " + least);
        gateway.kill();
        gateway = start(database);
        relay.turnTo(gateway.port());
        browser.until("the end of answer " + i, "last('.bot').dataset.state === 'done'");
        List<String> stored = ends(relay);
        assertThat(browser.list("all('.bot > .prose').map((e) => e.textContent)"))
            .as("after restart %d", i)
            .isEqualTo(stored.stream().map(String::strip).toList());
        assertThat(stored).hasSize(i);
        lengths.add(stored.getLast().length());
      }
      browser.reload();
      browser.run("document.querySelector('rapport-chat').open()");
      browser.until("all answers", "all('.bot[data-state=done]').length === " + RESTARTS);
      assertThat(browser.list("all('.bot > .prose').map((e) => e.textContent)"))
          .isEqualTo(ends(relay).stream().map(String::strip).toList());
    } finally {
      gateway.close();
    }
    System.out.printf(
        "widget: %d restarts, the text on the screen as it is stored each time; lengths %s%n",
        RESTARTS, lengths);
  }

  private static GatewayProcess start(String database) {
    return GatewayProcess.start(
        database,
        Map.of(
            "RAPPORT_LLM_PROVIDER", "openai",
            "RAPPORT_LLM_URL", model.url().toString(),
            "RAPPORT_LLM_MODEL", "scripted"));
  }

  private static List<String> ends(Relay relay) {
    return Record.of(browser, relay.origin()).stream()
        .filter(frame -> "done".equals(frame.getString("type")))
        .map((JsonObject frame) -> frame.getString("text"))
        .toList();
  }
}
