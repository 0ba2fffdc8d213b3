package rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** What a shopper sees and does, and what the line hears of it. */
class WidgetTest extends WidgetCase {
  @Test
  void cards_standOnTheScreen_asSoonAsTheSourcesArrive() {
    visit("open");
    ask();
    browser.run(
        """
        window.shown = null;
        const begun = performance.now();
        new MutationObserver(() => {
          if (window.shown === null && all('.card').length === 3)
            requestAnimationFrame(() => setTimeout(() => (window.shown = performance.now() - begun)));
        }).observe(chat, { subtree: true, childList: true });
        line.say(cards(1, 2));
        """);
    browser.until("the cards", "window.shown !== null");
    double ms = ((Number) browser.run("return window.shown")).doubleValue();
    System.out.printf("widget: %.0f ms from the sources frame to cards on the screen%n", ms);
    assertThat(ms).isLessThan(500);
    assertThat(
            browser.list(
                "Array.from(last('.cards').querySelectorAll('.card:first-child .facts > *'), (e) => e.innerText.replaceAll('\\n', ' '))"))
        .contains(
            "Hearth & Co",
            "Ember bedside lamp",
            "$49.95  instead of $59.95",
            "In stock",
            "warm light 2700 K");
  }

  @Test
  void cards_onAPhone_slideSideways_andTheKeyboardReachesEach() {
    browser.phone();
    visit("open");
    ask();
    browser.run("line.say(cards(1, 2)); stream('Three lamps.');");
    browser.until("the cards", "all('.card').length === 3");
    assertThat(browser.number("last('.row').scrollWidth - last('.row').clientWidth")).isPositive();
    browser.run("all('.card a').at(-1).focus()");
    browser.until("the last card", "last('.card').getBoundingClientRect().right <= innerWidth + 1");
    assertThat(browser.text("chat.activeElement.textContent")).isEqualTo("Tide reading lamp");
    browser.screenshot("widget-phone-cards");
  }

  @Test
  void typing_isSeenWithinATenthOfASecond_andStopKeepsWhatIsThere() {
    visit("open");
    browser.run(
        """
        line.silent = true;
        window.seen = null;
        chat.querySelector('[data-testid=input]').addEventListener('keydown', ({ key }) => {
          if (key !== 'Enter') return;
          const begun = performance.now();
          const look = () => last('.typing')?.checkVisibility() ? (window.seen = performance.now() - begun) : requestAnimationFrame(look);
          requestAnimationFrame(look);
        });
        """);
    browser.ask("a lamp");
    browser.until("the typing state", "window.seen !== null");
    assertThat(((Number) browser.run("return window.seen")).doubleValue()).isLessThan(100);
    browser.run(
        "line.say({ type: 'ack', id: line.of('ask')[0].id, turn: 1, seq: 1 }); stream('Some words ');");
    browser.until("words", "last('.bot > .prose').textContent.startsWith('Some')");
    browser.element("[data-testid=stop]").click();
    browser.run("stream('that come too late');");
    assertThat(browser.number("line.of('cancel')[0].heard")).isEqualTo("Some words ".length());
    browser.run("line.say(done(1, 2, 'Some words ', 'cancelled'))");
    browser.answered();
    assertThat(browser.text("last('.bot > .prose').textContent")).isEqualTo("Some words");
    browser.run("line.silent = false");
    browser.ask("another").until("the next question", "line.of('ask').length === 2");
  }

  @Test
  void failure_keepsThePartialAnswer_andOffersToTryAgain() {
    visit("open");
    ask();
    browser.run("line.say(cards(1, 2)); stream('The **Ember** is the warmest of them and');");
    browser.run("line.say({ type: 'error', turn: 1, code: 'upstream_failed', message: 'no' });");
    browser.until("the note", "last('.note').dataset.kind === 'error'");
    assertThat(browser.text("last('.bot > .prose').textContent")).startsWith("The Ember is");
    browser.screenshot("widget-error");
    browser.element("[data-testid=retry]").click();
    browser.until(
        "the same question",
        "line.of('ask').at(-1).text === line.of('ask')[0].text && line.of('ask').length === 2");
  }

  @Test
  void poorAnswer_isRated_andTheReasonToldWhenTheShopperHasOne() {
    visit("open");
    answer("The **Ember** is warm.");
    browser.element("[data-testid=rate-down]").click();
    browser.element("[data-testid=comment]").sendKeys("Too short");
    browser.screenshot("widget-feedback");
    browser.element("[data-testid=send-comment]").click();
    assertThat(
            browser.list(
                "line.of('feedback').map((f) => [f.turn, f.rating, f.comment ?? '-'].join(' '))"))
        .containsExactly("1 down -", "1 down Too short");
    assertThat(browser.text("last('[data-testid=feedback]').textContent")).contains("Thank you");
  }

  @Test
  void degradedAnswer_saysSo_alsoWhenOnlyItsEndDoes() {
    visit("open");
    ask();
    browser.run(
        "line.say(cards(1, 2)); stream('From the rows.'); line.say({ ...done(1, 3, 'From the rows.'), degraded: ['model'] });");
    browser.answered();
    assertThat(browser.text("last('[data-testid=degraded]').textContent"))
        .contains("less than usual");
  }

  @Test
  void helpText_opensInPlace_andSuggestionsAsk() {
    visit("open");
    answer("It is free from 50 dollars.");
    browser.element("details summary").click();
    browser.until("the text", "last('details').open");
    assertThat(browser.text("last('details .prose').textContent")).contains("within two days");
    browser.element(".chip").click();
    browser.until("its question", "line.of('ask').length === 2");
    assertThat(browser.text("line.of('ask')[1].text")).isEqualTo("And to Canada?");
  }

  @Test
  void lostLine_isSaid_resumedAtItsPosition_andNothingIsTwice() {
    visit("open");
    ask();
    browser.run("stream('one two '); line.down = true; line.drop();");
    browser.until("the banner", "last('.banner').checkVisibility()");
    browser.screenshot("widget-reconnecting");
    browser.run("line.down = false");
    browser.until("another hello", "line.of('hello').length > 1");
    assertThat(
            browser.text(
                "(({ after, turn, length, conversation, secret }) => [after, turn, length, conversation, secret].join(' '))(line.of('hello').at(-1))"))
        .isEqualTo("1 1 8 c1 s1");
    browser.run(
        "line.say({ type: 'token', turn: 1, from: 4, text: 'two three' }, done(1, 2, 'one two three'));");
    browser.answered();
    assertThat(browser.text("last('.bot > .prose').textContent")).isEqualTo("one two three");
  }

  @Test
  void reconnecting_takesLongerEachTime_andNeverTheSame() {
    visit("open");
    browser.run("line.down = true; line.drop();");
    browser.until("five attempts", "line.sockets.length >= 6");
    List<Long> waits =
        browser
            .list(
                "line.sockets.slice(1).map((s, i) => s.at - line.sockets[i].at).slice(1).map((n) => String(Math.round(n)))")
            .stream()
            .map(Long::valueOf)
            .toList();
    System.out.println("widget: waits between attempts in ms " + waits);
    assertThat(waits.getLast()).isGreaterThan(2 * waits.getFirst());
    DoubleSummaryStatistics shares =
        IntStream.range(0, waits.size())
            .mapToDouble(i -> waits.get(i) / (1000.0 * (1 << i)))
            .summaryStatistics();
    assertThat(shares.getMin()).isGreaterThanOrEqualTo(0.49);
    assertThat(shares.getMax() - shares.getMin()).as("spread").isGreaterThan(0.02);
  }

  @Test
  void serverThatLeaves_isLeftWhenItSays_andTheNextAsked() {
    visit("open");
    browser.run("line.say({ type: 'reconnect', after_ms: 300 }); window.told = performance.now();");
    browser.until("another line", "line.sockets.length === 2");
    assertThat(browser.number("line.sockets[1].at - window.told")).isBetween(290L, 1500L);
  }

  @Test
  void widgetThatIsNotLetIn_comesBackWhenItIsToldTo() {
    visit("open");
    browser.run("line.reply = () => {}; line.drop();");
    browser.until("another hello", "line.of('hello').length === 2");
    browser.run(
        "line.say({ type: 'error', code: 'unavailable', message: 'restarting', retry_after_ms: 1500 });"
            + " line.drop(1012); window.told = performance.now();");
    browser.until("another line", "line.sockets.length === 3");
    assertThat(browser.number("line.sockets[2].at - window.told")).isBetween(1490L, 3000L);
  }

  @Test
  void serverThatLeaves_losesNothingOfARunningAnswer_andHearsNoNewQuestion() {
    visit("open");
    ask();
    browser.run("stream('one two '); line.say({ type: 'reconnect', after_ms: 200 });");
    browser.until("another hello", "line.of('hello').length === 2");
    assertThat(
            browser.text(
                "(({ after, turn, length, conversation }) => [after, turn, length, conversation].join(' '))(line.of('hello')[1])"))
        .isEqualTo("1 1 8 c1");
    browser.run("stream('three'); line.say(done(1, 2, 'one two three'));");
    browser.answered();
    assertThat(browser.text("last('.bot > .prose').textContent")).isEqualTo("one two three");
    browser.run("line.say({ type: 'reconnect', after_ms: 600000 });");
    browser.ask("And now?");
    browser.until("the question", "line.of('ask').length === 2");
    assertThat(browser.number("line.sockets.length")).as("asked at once, elsewhere").isEqualTo(3);
    assertThat(browser.number("line.of('ask').length")).isEqualTo(2);
  }

  @Test
  void offline_saysSo_keepsTheQuestion_andSendsItOnce() {
    visit("open");
    browser.network(true, 0, -1);
    browser.run("line.down = true; line.drop();");
    browser.until(
        "the banner",
        "last('.banner').dataset.state === 'offline' && last('.banner').checkVisibility()");
    browser.ask("Is it waterproof?");
    browser.until("the note", "last('.delivery').textContent.length > 0");
    browser.screenshot("widget-offline");
    browser.network(false, 0, -1);
    browser.run("line.down = false; dispatchEvent(new Event('online'))");
    browser.until(
        "the question", "line.of('ask').length === 1 && last('.delivery').textContent === ''");
  }

  @Test
  void draft_outlivesTheReload_andShiftEnterIsALine() {
    visit("open");
    browser
        .element("[data-testid=input]")
        .sendKeys("first", Keys.chord(Keys.SHIFT, Keys.ENTER), "second");
    visit("open");
    assertThat(browser.text("chat.querySelector('[data-testid=input]').value"))
        .isEqualTo("first\nsecond");
    assertThat(browser.number("line.of('ask').length")).isZero();
    browser.element("[data-testid=input]").sendKeys(Keys.ESCAPE);
    browser.until("a closed chat", "!chat.querySelector('.panel').open");
    assertThat(browser.text("chat.activeElement.dataset.testid")).isEqualTo("launcher");
  }

  @Test
  void sentences_areAnnouncedWhenComplete_andWordsOnlyThen() {
    visit("open");
    ask();
    String said =
        "Array.from(chat.querySelectorAll('[data-testid=announcer] p'), (p) => p.textContent)";
    browser.run("stream('It is warm. It dims');");
    browser.until("the sentence", said + ".length === 1");
    browser.run("stream(' by touch.'); line.say(done(1, 2, 'It is warm. It dims by touch.'))");
    browser.until("the rest", said + ".length === 2");
    assertThat(browser.list(said)).containsExactly("It is warm.", "It dims by touch.");
  }

  @Test
  void page_canOpenAskAndTell_andHearsWhatHappens() {
    browser.before(
        "window.heard = []; for (const n of ['ready', 'message', 'card', 'open']) addEventListener('rapport:' + n, (e) => { window.heard.push(n); if (n === 'card') e.preventDefault(); });");
    browser.go(page.url(""));
    browser.run(
        """
        const element = document.querySelector('rapport-chat');
        element.setContext({ product: 'NH-1', cart: ['NH-2'] });
        element.setToken('a.b.c');
        element.ask('Is it warm?');
        """);
    browser.until("the question", "line.of('ask').length === 1");
    assertThat(browser.text("line.of('hello')[0].token")).isEqualTo("a.b.c");
    assertThat(browser.text("line.of('ask')[0].context")).as("no consent").isEqualTo("null");
    browser.run("line.say(cards(1, 2), done(1, 3, 'Yes.'))");
    browser.answered();
    browser.element(".card a").click();
    browser.run(
        "document.querySelector('rapport-chat').setAttribute('consent', ''); document.querySelector('rapport-chat').ask('And now?')");
    browser.until("the second question", "line.of('ask').length === 2");
    assertThat(browser.text("line.of('ask')[1].context.product")).isEqualTo("NH-1");
    assertThat(browser.list("window.heard")).containsExactly("open", "ready", "message", "card");
  }

  @Test
  void customer_whoSignsInOrOut_goesOnInTheSameConversation() {
    visit("open");
    answer("The **Ember** is warm.");
    String hello =
        "(({ conversation, secret, after, token }) => [conversation, secret, after, token].join(' '))(line.of('hello').at(-1))";
    browser.run("document.querySelector('rapport-chat').setToken('a.b.c')");
    browser.until("another hello", "line.of('hello').length === 2");
    assertThat(browser.text(hello)).isEqualTo("c1 s1 3 a.b.c");
    browser.run("document.querySelector('rapport-chat').setToken(null)");
    browser.until("a third", "line.of('hello').length === 3");
    assertThat(browser.text(hello)).isEqualTo("c1 s1 3 ");
    assertThat(browser.number("all('.bot').length")).isEqualTo(1);
  }

  @Test
  void answer_isCopiedAsItReads() {
    browser.clipboard(page.origin());
    visit("open");
    answer("The **Ember** is [warm](/l).\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |");
    browser.element("[data-testid=copy]").click();
    browser.until("a word of it", "last('[data-testid=copy]').ariaLabel === 'Copied'");
    browser.run(
        "window.read = null; navigator.clipboard.readText().then((t) => (window.read = t))");
    browser.until("what was copied", "window.read !== null");
    assertThat(browser.text("window.read"))
        .contains("The Ember is warm.", "one\ntwo", "1\t2")
        .doesNotContain("*", "|");
    browser.until("the offer again", "last('[data-testid=copy]').ariaLabel === 'Copy the answer'");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void typing_isToldOnlyWhereThePageWantsIt() {
    visit("open");
    browser.element("[data-testid=input]").sendKeys("a warm");
    assertThat(browser.number("line.of('partial').length")).isZero();
    browser.run("document.querySelector('rapport-chat').setAttribute('partial', '')");
    browser.element("[data-testid=input]").sendKeys(" tent");
    browser.until("what is typed", "line.of('partial').at(-1)?.text === 'a warm tent'");
  }

  @Test
  void language_canBeAdded_andRunsFromTheRight() {
    visit("open lang=\"ar\"");
    browser.run(
        """
        import('/widget.js').then(({ addStrings }) => addStrings('ar', { heading: 'كيف يمكننا المساعدة؟',
          greeting: 'مرحبا! أخبرني عما تبحث عنه.', placeholder: 'اسأل عن المنتجات …', online: 'يجيب على الفور' }));
        """);
    browser.until("Arabic", "chat.querySelector('h2').textContent.startsWith('كيف')");
    answer("المصباح **Ember** دافئ.");
    assertThat(browser.text("getComputedStyle(chat.querySelector('.root')).direction"))
        .isEqualTo("rtl");
    browser.screenshot("widget-arabic");
  }
}
