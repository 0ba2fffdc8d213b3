package rapport.ingest;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** What a page shows of its HTML: blocks on lines of their own, list items with a dash. */
final class HtmlText implements NodeVisitor {
  /** Past this, markup is not worth parsing: texts are cut far earlier. In code units. */
  private static final int LONGEST = 200_000;

  private final StringBuilder text = new StringBuilder();

  private HtmlText() {}

  static String of(String html) {
    HtmlText visitor = new HtmlText();
    Jsoup.parseBodyFragment(PlainText.cut(html, LONGEST)).body().traverse(visitor);
    return visitor.text.toString();
  }

  @Override
  public void head(Node node, int depth) {
    switch (node) {
      case TextNode words -> text.append(words.getWholeText().replaceAll("\\s+", " "));
      case Element e when e.normalName().equals("br") -> text.append('\n');
      case Element e when e.normalName().equals("li") -> text.append("\n- ");
      case Element e when e.isBlock() -> text.append('\n');
      default -> {}
    }
  }

  @Override
  public void tail(Node node, int depth) {
    if (node instanceof Element e) {
      if (e.normalName().equals("p")) {
        text.append("\n\n");
      } else if (e.normalName().matches("t[dh]")) {
        text.append(' ');
      } else if (e.isBlock()) {
        text.append('\n');
      }
    }
  }
}
