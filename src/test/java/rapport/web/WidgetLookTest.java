package rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a page, a system and a screen make of the widget's look. */
class WidgetLookTest extends WidgetCase {
  private static final String PANEL = "chat.querySelector('.panel')";

  /** One turn of everything: cards, words, help texts, a failure, chips. */
  private static void everything() {
    visit("open");
    answer("The **Ember** is [warm](/l) and `bright`.\n\n> said\n\n| a |\n|---|\n| 1 |");
    browser.element("[data-testid=rate-down]").click();
    ask();
    browser.run("line.say({ type: 'error', turn: 2, code: 'upstream_failed', message: 'no' });");
    browser.until("the note", "last('.note').dataset.kind === 'error'");
  }

  @Test
  void everyProperty_thatIsNamed_changesSomething_andTheReadmeNamesIt() throws IOException {
    browser.calm();
    everything();
    String source = "chat.adoptedStyleSheets.flatMap((s) => [...s.cssRules], 9)";
    List<String> names =
        browser.list(
            "new Set("
                + source
                + ".map((r) => r.cssText).join(' ').match(/--rapport-[a-z-]+/g).sort())");
    browser.run(
        """
        window.looks = () => all('*').flatMap((e) => [null, '::before', '::after'].map((part) => {
          const s = getComputedStyle(e, part);
          return [s.color, s.backgroundColor, s.backgroundImage, s.borderTopColor, s.boxShadow, s.fontFamily, s.fontSize,
            s.borderTopLeftRadius, s.inlineSize, s.blockSize, s.insetBlockEnd, s.zIndex].join(' ');
        })).join('|');
        window.changed = (name) => {
          const values = { font: 'monospace', shadow: '0 0 3px red', lift: '0 0 4px red', mark: 'red', layer: '7',
            size: '19px', radius: '3px', width: '333px', height: '444px', inset: '5px', launcher: '44px', card: '111px' };
          const host = document.querySelector('rapport-chat');
          const before = window.looks();
          host.style.setProperty(name, values[name.slice(10)] ?? 'rgb(1, 2, 3)');
          const after = window.looks();
          host.style.removeProperty(name);
          return before !== after;
        };
        """);
    String readme = Files.readString(Path.of("README.md"));
    assertThat(names).hasSizeGreaterThan(15).contains("--rapport-accent", "--rapport-size");
    assertThat(names)
        .allSatisfy(name -> {
          assertThat(browser.text("window.changed('" + name + "')")).isEqualTo("true");
          assertThat(readme).containsPattern("`(--rapport)?" + name.substring(9) + "`");
        });
    assertThat(browser.text("window.changed('--rapport-nothing')")).isEqualTo("false");
  }

  @Test
  void everyColour_comesFromAProperty() {
    browser.calm();
    everything();
    browser.run(
        """
        const host = document.querySelector('rapport-chat');
        for (const name of ['accent', 'on-accent', 'surface', 'raised', 'text', 'muted', 'line', 'danger', 'good', 'star'])
          host.style.setProperty('--rapport-' + name, 'rgb(200, 20, 200)');
        const brush = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
        const foreign = (colour) => {
          brush.clearRect(0, 0, 1, 1);
          brush.fillStyle = colour;
          brush.fillRect(0, 0, 1, 1);
          const [r, g, b, alpha] = brush.getImageData(0, 0, 1, 1).data;
          return alpha > 40 && (Math.abs(r - 200) > 6 || Math.abs(g - 20) > 6 || Math.abs(b - 200) > 6);
        };
        window.foreigners = () => all('*').filter((e) => e.checkVisibility()).flatMap((e) => [null, '::before', '::after'].flatMap((part) => {
          const s = getComputedStyle(e, part);
          if (part && s.content === 'none') return [];
          const sides = ['Top', 'Right', 'Bottom', 'Left'].filter((n) => parseFloat(s['border' + n + 'Width']) > 0);
          return ['color', 'backgroundColor', ...sides.map((n) => 'border' + n + 'Color')]
            .filter((n) => foreign(s[n])).map((n) => e.tagName + '.' + e.className + (part ?? '') + ' ' + n + ' ' + s[n]);
        }));
        """);
    assertThat(browser.list("window.foreigners()")).isEmpty();
    browser.run("chat.querySelector('.user .bubble').style.color = 'black'");
    assertThat(browser.list("window.foreigners()")).as("a planted colour").isNotEmpty();
  }

  @Test
  void theme_ofTheElement_countsMoreThanTheSystems() {
    visit("open");
    assertThat(lightness()).as("a light system").isEqualTo("light");
    theme("dark");
    assertThat(lightness()).isEqualTo("dark");
    browser.scheme("dark");
    theme("light");
    assertThat(lightness()).isEqualTo("light");
    browser.run("document.querySelector('rapport-chat').removeAttribute('theme')");
    assertThat(lightness()).as("a dark system").isEqualTo("dark");
  }

  private static void theme(String theme) {
    browser.run("document.querySelector('rapport-chat').setAttribute('theme', '" + theme + "')");
  }

  /** Of the panel, if its words are on the other side. */
  private static String lightness() {
    return browser.text(
        """
        (() => {
          const sum = (colour) => colour.match(/\\d+/g).slice(0, 3).reduce((a, b) => a + Number(b), 0);
          const { backgroundColor, color } = getComputedStyle(chat.querySelector('.panel'));
          const lighter = sum(backgroundColor) - sum(color);
          return lighter > 300 ? 'light' : lighter < -300 ? 'dark' : 'unreadable';
        })()
        """
            .strip());
  }

  @Test
  void nothingMoves_whereMotionIsNotWanted() {
    String moving =
        "chat.getAnimations().filter((a) => a.playState === 'running').length + (matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 1000)";
    for (String wish : new String[] {"motion", "calm"}) {
      if (wish.equals("calm")) {
        browser.calm();
      }
      visit("open");
      browser.run("localStorage.clear()");
      ask();
      long typing = browser.number(moving);
      browser.run("line.say(cards(1, 2)); stream('Some words')");
      browser.until("words", "last('.bot > .prose').textContent.startsWith('Some')");
      long streaming = browser.number(moving);
      browser.run("last('.row').style.inlineSize = '200px'; all('.pager')[1].click();");
      browser.run("window.at = last('.row').scrollLeft");
      if (wish.equals("calm")) {
        assertThat(typing + streaming).isZero();
        assertThat(browser.number("window.at")).as("a jump").isPositive();
      } else {
        assertThat(typing).isGreaterThan(1000);
        assertThat(streaming).isGreaterThan(1000);
      }
    }
  }

  @Test
  void phone_isFilled_andTheKeyboardHidesNeitherTheInputNorTheLastWords() {
    browser.phone();
    visit("");
    answer("The **Ember** is warm.\n\n".repeat(12));
    assertThat(panel()).isEqualTo("0 0 390 844");
    keyboard(420, 0);
    assertThat(panel()).isEqualTo("0 0 390 420");
    assertThat(browser.number("last('textarea').getBoundingClientRect().bottom")).isLessThan(420);
    browser.run("chat.querySelector('.log').scrollTop = 1e6");
    ask();
    browser.until(
        "the newest question in sight",
        "(({ top, bottom }) => top > 0 && bottom < 420)(last('.user').getBoundingClientRect())");
    browser.screenshot("widget-phone-keyboard");
    keyboard(420, 60);
    assertThat(panel()).as("a page that the keyboard pushed up").isEqualTo("0 60 390 420");
    keyboard(844, 0);
    assertThat(panel()).isEqualTo("0 0 390 844");
  }

  /** There is none in a browser without a screen: its only trace is how much is visible. */
  private static void keyboard(int visible, int above) {
    browser.run(
        """
        Object.defineProperties(visualViewport, { height: { value: %d, configurable: true }, offsetTop: { value: %d, configurable: true } });
        visualViewport.dispatchEvent(new Event('resize'));
        """
            .formatted(visible, above));
  }

  @Test
  void phone_thatZoomsIn_keepsTheWholeChat() {
    browser.phone();
    visit("");
    browser.zoom(2);
    browser.until("the zoom", "visualViewport.scale > 1.9 && visualViewport.height < 500");
    browser.run("visualViewport.dispatchEvent(new Event('resize'))");
    assertThat(panel()).isEqualTo("0 0 390 844");
    browser.zoom(1);
  }

  private static String panel() {
    browser.until(
        "a still page",
        "chat.getAnimations().every((a) => a.playState !== 'running' || a.effect.getTiming().iterations === Infinity)");
    return browser.text(
        "(({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(' '))("
            + PANEL
            + ".getBoundingClientRect())");
  }

  @Test
  void phone_keepsTheFocusInTheChat_andGivesItBack() {
    browser.phone();
    visit("");
    assertThat(browser.text("chat.activeElement.dataset.testid")).isEqualTo("input");
    assertThat(browser.text(PANEL + ".matches(':modal')")).isEqualTo("true");
    browser.element("[data-testid=close]").click();
    assertThat(browser.text("chat.activeElement.dataset.testid")).isEqualTo("launcher");
    // A dialog tells of its closing a moment later.
    browser.until("closed", "!document.querySelector('rapport-chat').hasAttribute('open')");
  }

  @Test
  void languageFromTheRight_hasEverythingOnTheOtherSide() {
    visit("open lang=\"he\"");
    answer("The **Ember** is warm.");
    assertThat(browser.number(PANEL + ".getBoundingClientRect().left")).isEqualTo(24);
    assertThat(
            browser.number(
                "last('.user .bubble').getBoundingClientRect().left - last('.user').getBoundingClientRect().left"))
        .isZero();
    assertThat(
            browser.number(
                "last('[data-testid=send]').getBoundingClientRect().right - last('textarea').getBoundingClientRect().left"))
        .as("the button stands left of the field")
        .isNegative();
    assertThat(browser.text("getComputedStyle(last('.composer textarea')).direction"))
        .as("an empty field")
        .isEqualTo("rtl");
    assertThat(browser.text("getComputedStyle(last('.card h3')).textAlign")).isEqualTo("right");
    browser.run("document.querySelector('rapport-chat').close()");
    assertThat(browser.number("chat.querySelector('.launcher').getBoundingClientRect().left"))
        .isEqualTo(24);
  }
}
