package rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Answers that stream as Markdown, and what they cost. */
class WidgetMarkdownTest extends WidgetCase {
  @Test
  void markdown_cutAnywhere_neverShowsItsSigns_andEndsAsIfItHadComeWhole() {
    visit("open");
    ask();
    browser.run(
        """
        window.text = [
          'The **Ember *two* lamp** is [warm](https://%1$s/lamp?a=(b)&c "very") and `bright`.',
          '', '| Lamp | Price |', '|:---|---:|', '| **Ember** | 49 |', '| [Glow](/glow) | 59 |', '',
          '- one', '- two', '  - deeper *still*', '', '1. first', '2. second', '', '## A title', '',
          '```js', 'if (a < b) { return "*x*"; }', '```', '', '> said ~~never~~ once', '',
          'Tags <b>stay</b> & <script>alert(1)</scr' + 'ipt> text, snake_case_too. 5 * 3 * 2.',
        ].join('\\n').replaceAll('%1$s', location.host);
        window.signs = [];
        window.finished = false;
        (async () => {
          for (const letter of window.text) {
            stream(letter);
            await frame();
            const shown = [...last('.bot > .prose').querySelectorAll('p:not(:has(code)), td, th, li')]
              .map((e) => e.textContent).join('\\n');
            if (/\\]\\(|\\*\\*|\\|\\s*:?-|```/.test(shown)) window.signs.push(shown);
          }
          window.streamed = last('.bot > .prose').innerHTML;
          line.say({ type: 'done', turn: 1, seq: 3, finish: 'stop', text: window.text, length: window.text.length, suggestions: [] });
          await frame();
          window.ended = last('.bot > .prose').innerHTML;
          line.say({ type: 'question', turn: 2, id: 'q2', seq: 4, text: 'again' });
          line.say({ type: 'done', turn: 2, seq: 5, finish: 'stop', text: window.text, length: window.text.length, suggestions: [] });
          await frame();
          window.whole = last('.bot > .prose').innerHTML;
          window.finished = true;
        })();
        """);
    browser.until("the end", "window.finished");
    assertThat(browser.list("window.signs")).isEmpty();
    assertThat(browser.text("window.ended")).isEqualTo(browser.text("window.whole"));
    assertThat(browser.text("window.streamed")).isEqualTo(browser.text("window.whole"));
    assertThat(
            browser.list(
                "Array.from(last('.bot').querySelectorAll('.prose :is(table, pre, ol, ul ul, blockquote del, strong em)'), (e) => e.tagName)"))
        .containsExactlyInAnyOrder("EM", "TABLE", "UL", "OL", "PRE", "DEL");
    assertThat(browser.text("last('.bot > .prose').textContent"))
        .contains("<script>alert(1)</script>");
    browser.screenshot("widget-markdown");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void growingBlock_keepsWhatIsSelectedInIt() {
    visit("open");
    ask();
    browser.run(
        """
        stream('The **Ember** lamp [glows](/glow)');
        """);
    browser.until("the words", "last('.bot > .prose').textContent.includes('glows')");
    browser.run(
        """
        window.kept = last('.bot > .prose strong').firstChild;
        window.link = last('.bot > .prose a');
        window.range = document.createRange();
        window.range.selectNodeContents(window.kept);
        stream(' for **eight');
        """);
    browser.until("a mark", "last('.bot > .prose').querySelectorAll('strong').length === 2");
    browser.run("stream(' hours** and\\n\\n- dims')");
    browser.until("a list", "last('.bot > .prose li')?.textContent === 'dims'");
    assertThat(
            browser.list(
                "[window.range.toString(), String(window.kept.isConnected && window.link.isConnected), last('.bot > .prose p').textContent]"))
        .containsExactly("Ember", "true", "The Ember lamp glows for eight hours and");
  }

  @Test
  void wordsOfAnAnswer_becomeNoMarkup_andSignsWrittenByNameAreSigns() {
    visit("open");
    ask();
    browser.run(
        """
        stream('R&eacute;glable &lt;b&gt; &amp;amp; &#8364; &#x1F4A1; &nosuch; `&eacute;` <img src=x onerror=alert(1)> '
          + '[a&amp;b](/here?a=1&amp;b=2 "&quot; onclick=alert(1)") ![&lt;i&gt;](/x.png)');
        """);
    browser.until("the words", "last('.bot > .prose a')");
    assertThat(browser.text("last('.bot > .prose').textContent"))
        .isEqualTo(
            "Réglable <b> &amp; € 💡 &nosuch; &eacute; <img src=x onerror=alert(1)> a&b <i>");
    assertThat(
            browser.list(
                "Array.from(last('.bot > .prose').querySelectorAll('*'), (e) => e.tagName + e.getAttributeNames())"))
        .containsExactly("P", "CODE", "Ahref");
    assertThat(browser.text("last('.bot > .prose a').href")).endsWith("/here?a=1&b=2");
  }

  @Test
  void pageThatForbidsToReadHtml_hasItsAnswer_withTheNamesOfSigns() {
    visit("open");
    browser.run(
        """
        document.head.append(Object.assign(document.createElement('meta'),
          { httpEquiv: 'Content-Security-Policy', content: "require-trusted-types-for 'script'" }));
        """);
    ask();
    browser.run("stream('**R&eacute;glable** and warm')");
    browser.until("the words", "last('.bot > .prose').textContent === 'R&eacute;glable and warm'");
    assertThat(browser.number("last('.bot > .prose').querySelectorAll('strong').length")).isOne();
  }

  @Test
  void links_leadOnlyWhereTheShopSays() {
    visit("open link-hosts=\"help.example *.wiki.example\"");
    ask();
    browser.run(
        """
        line.say({ type: 'sources', turn: 1, seq: 2, products: [{ id: 'a', title: 'Lamp', url: 'https://cards.example/a', why: [] }], faqs: [] });
        stream('[a](/here) [b](https://cards.example/b) [c](https://help.example/c) [d](https://en.wiki.example/d) '
          + '[e](https://evil.example/e) [f](javascript:alert(1)) [g](//evil.example/g) https://evil.example/h '
          + '[i](https://help.example.evil.example/i) [j](data:text/html,x) ![k](https://cards.example/k.png) '
          + '[l](https://help.example@evil.example/l) <a href="https://evil.example">m</a>');
        """);
    browser.until("the words", "last('.bot > .prose').textContent.includes('m</a>')");
    assertThat(
            browser.list(
                "Array.from(last('.bot > .prose').querySelectorAll('a'), (a) => a.textContent)"))
        .containsExactly("a", "b", "c", "d");
    assertThat(browser.number("last('.bot > .prose').querySelectorAll('img').length")).isZero();
  }

  @Test
  void token_costsLittleOfTheMainThread_atAHundredASecond() {
    visit("open");
    ask();
    browser.run(
        """
        const words = 'The **Ember** lamp glows for [eight hours](/e) and dims by touch.\\n\\n- warm `2700 K` light\\n- one *year* of care\\n\\n| Lamp | Price |\\n|---|---|\\n| Ember | 49 |\\n| Glow | 59 |\\n\\n'.match(/\\s*\\S+|\\s+$/g);
        window.costs = [];
        let sum = 0;
        const drawn = window.requestAnimationFrame;
        window.requestAnimationFrame = (draw) => drawn(() => {
          const begun = performance.now();
          draw();
          last('.bot').getBoundingClientRect();
          sum += performance.now() - begun;
        });
        let sent = 0;
        let before = 0;
        const timer = setInterval(() => {
          const begun = performance.now();
          stream(words[sent++ % words.length]);
          sum += performance.now() - begun;
          window.costs.push(sum);
          sum = 0;
          if (sent === 600) { clearInterval(timer); window.finished = true; }
        }, 10);
        """);
    double busy = browser.metric("TaskDuration");
    browser.until("600 tokens", "window.finished");
    double whole = (browser.metric("TaskDuration") - busy) * 1000 / 600;
    browser.run("window.costs.sort((a, b) => a - b)");
    double median = ((Number) browser.run("return window.costs[300]")).doubleValue();
    double p95 = ((Number) browser.run("return window.costs[570]")).doubleValue();
    System.out.printf(
        "widget, 600 tokens at 100/s: %.2f ms a token of script and layout (median; p95 %.2f); whole main thread %.2f ms a token (mean)%n",
        median, p95, whole);
    assertThat(median).isPositive().isLessThanOrEqualTo(2);
  }
}
