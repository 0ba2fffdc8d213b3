package rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rapport.testing.TestGateway;

/** The demo shop around the chat. Screenshots go to target/screenshots. */
@Timeout(240)
class ShopPageTest {
  private static final String PAGE = "document.querySelector('.product h1')?.checkVisibility()";
  private static final String FRONT =
      "document.querySelector('.hero').checkVisibility() && document.querySelectorAll('#products .tile:not(.ghost)').length >= 12";
  private static final String QUESTIONS =
      "document.querySelectorAll('.questions button').length === 4 && !document.querySelector('.alike .ghost')";

  private static TestGateway shop;
  private static Browser browser;

  @BeforeAll
  static void open() {
    browser = Browser.open();
    shop = TestGateway.demo(Map.of());
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
    if (shop != null) {
      shop.close();
    }
  }

  @BeforeEach
  void forgetTheLastShopper() {
    browser.fresh(shop.url(""));
  }

  @Test
  void product_hasAPageOfItsOwn_andTheBackButtonLeadsBack() {
    browser.go(shop.url("/?lang=en")).until("the front", FRONT);
    browser.run("document.querySelector('#products .tile .open').click()");
    browser.until("the product's page", PAGE).until("its questions", QUESTIONS);
    String title = browser.text("document.querySelector('.product h1').textContent");
    assertThat(browser.text("location.pathname")).startsWith("/products/NH-");
    assertThat(browser.text("document.title")).startsWith(title);
    assertThat(browser.text("document.querySelector('.facts').textContent")).isNotBlank();
    browser.screenshot("shop-product").scheme("dark").screenshot("shop-product-dark");
    browser.scheme("light").run("document.querySelector('.alike .tile .open').click()");
    browser.until("another", PAGE + " && !document.title.startsWith(" + quoted(title) + ")");
    browser.run("history.back()");
    browser.until("the first again", "document.title.startsWith(" + quoted(title) + ")");
    browser.run("history.back()");
    browser.until("the front again", FRONT);
    assertThat(browser.complaints()).isEmpty();
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "\\'") + "'";
  }

  @Test
  void address_ofAProduct_isTheSamePageInBothLanguages() {
    browser.go(shop.url("/products/NH-1001?lang=en")).until("its questions", QUESTIONS);
    assertThat(browser.text("document.querySelector('.description').textContent"))
        .contains("six microphones");
    browser.run("document.querySelector('[data-language=zh]').click()");
    browser.until("Chinese", "document.documentElement.lang === 'zh' && " + QUESTIONS);
    assertThat(browser.text("document.querySelector('.facts').textContent")).contains("颜色");
    assertThat(browser.text("location.pathname")).isEqualTo("/products/NH-1001");
    browser.screenshot("shop-product-zh");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void suggestedQuestion_opensTheChat_andIsAnsweredAboutThisProduct() {
    browser.go(shop.url("/products/NH-1001?lang=en")).until("its questions", QUESTIONS);
    String asked =
        browser.text("document.querySelector('.questions button').getAttribute('data-question')");
    assertThat(asked).startsWith("Veyla Tern 2").contains("battery");
    browser.run("document.querySelector('.questions button').click()");
    browser.answered();
    assertThat(browser.text("chat.textContent")).contains(asked).contains("38 h");
    browser.screenshot("shop-asked");
  }

  @Test
  void basket_keepsWhatIsPutIn_andTheChatIsToldOfIt() {
    browser.go(shop.url("/products/NH-1001?lang=en")).until("the product's page", PAGE);
    browser.run(
        "window.told = []; document.querySelector('rapport-chat').setContext = (c) => told.push(c)");
    browser.run("document.querySelector('.put').click()");
    assertThat(browser.list("told.at(-1).cart")).isEqualTo(List.of("NH-1001"));
    assertThat(browser.list("told.at(-1).viewed")).isEqualTo(List.of("NH-1001"));
    assertThat(browser.text("told.at(-1).product")).isEqualTo("NH-1001");
    browser.reload().until("the count", "document.querySelector('.count').textContent === '1'");
    browser.run("document.querySelector('.basket-button').click()");
    browser.until("the line", "document.querySelector('dialog.basket .total')");
    assertThat(browser.text("document.querySelector('.basket .total b').textContent"))
        .contains("169.95");
    browser.run("document.querySelectorAll('.steps button')[1].click()");
    browser.until(
        "two", "document.querySelector('.basket .total b').textContent.includes('339.90')");
    browser.screenshot("shop-basket");
    browser.run("document.querySelector('.steps button').click()");
    browser.until("one", "document.querySelector('.count').textContent === '1'");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void phone_hasRoomForEverything() {
    browser.phone().go(shop.url("/?lang=en")).until("the front", FRONT).screenshot("shop-phone");
    browser.go(shop.url("/products/NH-1001?lang=en")).until("its questions", QUESTIONS);
    browser.screenshot("shop-phone-product");
    assertThat(browser.number("document.documentElement.scrollWidth")).isEqualTo(390);
  }

  @Test
  void page_runsNoScriptOfItsOwnMarkup() {
    browser.go(shop.url("/?lang=en")).until("the front", FRONT);
    browser.run(
        "const s = document.createElement('script'); s.textContent = 'window.harmed = 1'; document.body.append(s)");
    assertThat(browser.text("window.harmed")).isEqualTo("null");
    assertThat(browser.complaints()).anyMatch(said -> said.contains("Content Security Policy"));
  }
}
