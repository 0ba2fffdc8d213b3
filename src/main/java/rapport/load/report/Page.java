package rapport.load.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * A page around a report. Its style and its few lines of script are inside, and its policy lets a
 * browser run and load nothing else.
 */
final class Page {
  private static final String STYLE = resource("/load/report.css");
  private static final String SCRIPT = resource("/load/report.js");
  private static final String POLICY =
      "default-src 'none'; style-src 'sha256-%s'; script-src 'sha256-%s'; img-src data:"
          .formatted(hash(STYLE), hash(SCRIPT));

  private Page() {}

  static String of(String title, Markup body) {
    Markup page = new Markup();
    page.open("html", "lang", "en").open("head");
    page.empty("meta", "charset", "utf-8");
    page.empty("meta", "http-equiv", "Content-Security-Policy", "content", POLICY);
    page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    page.empty("meta", "name", "color-scheme", "content", "light dark");
    page.empty("link", "rel", "icon", "href", "data:,");
    page.element("title", title).verbatim("style", STYLE).close();
    page.open("body").open("main").add(body).close();
    page.open("div", "id", "tip", "hidden", "").close();
    page.verbatim("script", SCRIPT).close().close();
    return "<!doctype html>\n" + page.html() + "\n";
  }

  /** Who, what and when, on top of a page. */
  static void head(Markup page, String eyebrow, String title, String line) {
    page.open("header").element("p", eyebrow, "class", "eyebrow").element("h1", title);
    page.element("p", line, "class", "about").close();
  }

  static void section(Markup page, String title, String about) {
    page.open("section").element("h2", title);
    if (!about.isEmpty()) {
      page.element("p", about, "class", "about");
    }
  }

  /** Sentences, one below the other. */
  static void list(Markup page, String style, List<String> sentences) {
    if (!sentences.isEmpty()) {
      page.open("ul", "class", style);
      sentences.forEach(sentence -> page.element("li", sentence));
      page.close();
    }
  }

  private static String resource(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
