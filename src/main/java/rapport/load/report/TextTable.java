package rapport.load.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Columns that line up: the first to the left, figures to the right, what follows them left. */
final class TextTable {
  private static final String BETWEEN = "  ";

  private final int figures;
  private final List<Row> rows = new ArrayList<>();

  /**
   * @param figures how many columns after the first hold figures
   */
  TextTable(int figures) {
    this.figures = figures;
  }

  TextTable row(String... cells) {
    return row(null, cells);
  }

  /**
   * @param ink of the whole row, or null
   */
  TextTable row(@Nullable Ink ink, String... cells) {
    rows.add(new Row(ink, Arrays.stream(cells).map(Ink::plain).toList()));
    return this;
  }

  String text(boolean colour) {
    List<Integer> widths = widths();
    StringBuilder text = new StringBuilder();
    for (Row row : rows) {
      String line = line(row, widths).stripTrailing();
      text.append(row.ink == null ? line : row.ink.on(line, colour)).append('\n');
    }
    return text.toString();
  }

  private List<Integer> widths() {
    List<Integer> widths = new ArrayList<>();
    for (Row row : rows) {
      for (int i = 0; i < row.cells.size(); i++) {
        int width = width(row.cells.get(i));
        if (i == widths.size()) {
          widths.add(width);
        } else {
          widths.set(i, Math.max(widths.get(i), width));
        }
      }
    }
    return widths;
  }

  private String line(Row row, List<Integer> widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.cells.size(); i++) {
      String cell = row.cells.get(i);
      String blanks = " ".repeat(widths.get(i) - width(cell));
      line.append(i == 0 ? "" : BETWEEN);
      line.append(i > 0 && i <= figures ? blanks + cell : cell + blanks);
    }
    return line.toString();
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }

  private record Row(@Nullable Ink ink, List<String> cells) {}
}
