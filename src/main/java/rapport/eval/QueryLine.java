package rapport.eval;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import rapport.chat.Question;
import rapport.chat.Texts;

/**
 * A query as it stands in a file of {@code id<TAB>text[<TAB>...]}.
 *
 * @param third the third column, when there is one
 */
record QueryLine(SourceLine line, String id, String text, Optional<String> third) {
  /**
   * @throws rapport.fault.GatewayException naming the first line that is not a query
   */
  static List<QueryLine> read(Path file) {
    List<QueryLine> queries = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (SourceLine line : SourceLine.of(file)) {
      QueryLine query = parse(line);
      if (!ids.add(query.id)) {
        throw line.refused("query " + query.id + " is there already (expected: each id once)");
      }
      queries.add(query);
    }
    return queries;
  }

  private static QueryLine parse(SourceLine line) {
    String[] columns = line.text().split("\t", -1);
    if (columns.length < 2) {
      throw line.refused("no tab (expected: id, tab, the query's text)");
    }
    String id = columns[0].strip();
    String text = Texts.storable(columns[1].strip());
    if (id.isEmpty()) {
      throw line.refused("no id before the tab (expected: id, tab, the query's text)");
    }
    if (text.isBlank() || text.length() > Question.LONGEST_TEXT) {
      throw line.refused(
          "a text of %d characters (expected: 1 to %d)"
              .formatted(text.length(), Question.LONGEST_TEXT));
    }
    return new QueryLine(line, id, text, third(columns));
  }

  private static Optional<String> third(String[] columns) {
    return columns.length < 3
        ? Optional.empty()
        : Optional.of(columns[2].strip()).filter(id -> !id.isEmpty());
  }
}
