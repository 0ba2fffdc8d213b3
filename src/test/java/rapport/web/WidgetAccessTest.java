package rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What axe-core finds serious or critical, in every look of the widget; pictures of each. */
class WidgetAccessTest extends WidgetCase {
  private static final String AXE =
      new String(StrictPage.resource("/axe.min.js"), StandardCharsets.UTF_8);

  @Test
  void desktopAndPhone_inLightAndDark_haveNothingSeriousAgainstThem() {
    for (String screen : new String[] {"desktop", "phone"}) {
      for (String scheme : new String[] {"light", "dark"}) {
        look(screen, scheme);
        answer(
            "The **Ember** is warm, the [lantern](/products/L2) dims.\n\n| Lamp | Hours |\n|---|---|\n| Ember | 8 |");
        browser.run("all('details').forEach((d) => (d.open = true))");
        check(screen + " " + scheme + " answer");
        browser.screenshot("widget-" + screen + "-" + scheme);
        browser.element("[data-testid=rate-down]").click();
        check(screen + " " + scheme + " feedback");
        ask();
        browser.run(
            "line.say({ type: 'error', turn: 2, code: 'upstream_failed', message: 'no' }); line.down = true; line.drop();");
        browser.until("the banner", "last('.banner').checkVisibility()");
        check(screen + " " + scheme + " trouble");
        browser.run("document.querySelector('rapport-chat').close()");
        check(screen + " " + scheme + " closed");
      }
    }
  }

  @Test
  void plantedFault_isFound() {
    look("desktop", "light");
    browser.run(
        "chat.querySelector('.launcher').insertAdjacentHTML('afterend', '<button></button>')");
    assertThat(found()).contains("button-name");
  }

  private static void look(String screen, String scheme) {
    if (screen.equals("phone")) {
      browser.phone();
    } else {
      browser.desktop();
    }
    browser.scheme(scheme);
    visit("open");
    browser.run("localStorage.clear()");
    browser.plain(AXE + "; window.axe = axe;");
  }

  private static void check(String where) {
    assertThat(found()).as(where).isEqualTo("[]");
  }

  private static String found() {
    browser.until(
        "a still page",
        "chat.getAnimations().every((a) => a.playState !== 'running' || a.effect.getTiming().iterations === Infinity)");
    browser.run(
        """
        window.found = null;
        axe.run(document.querySelector('rapport-chat'), { resultTypes: ['violations'] }).then(({ violations }) => {
          window.found = JSON.stringify(violations.filter(({ impact }) => /serious|critical/.test(impact))
            .map(({ id, nodes }) => [id, nodes.map(({ target, any }) => [target, any[0]?.message])]));
        });
        """);
    browser.until("axe", "window.found !== null");
    return browser.text("window.found");
  }
}
