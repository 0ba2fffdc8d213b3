package rapport.eval;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rapport.fault.Fault;
import rapport.fault.GatewayException;

/**
 * Queries with their judgements.
 *
 * @param queries those that are judged, in the order of their file
 * @param notes what whoever reads the numbers should know about the files
 */
public record JudgedSet(List<JudgedQuery> queries, List<String> notes) {
  public JudgedSet {
    queries = List.copyOf(queries);
    notes = List.copyOf(notes);
  }

  /**
   * Queries {@code id<TAB>text[<TAB>...]} with TREC judgements.
   *
   * @throws GatewayException when a file cannot be read, or nothing in them can be measured
   */
  public static JudgedSet judged(Path queries, Path judgements) {
    return of(QueryLine.read(queries), Judgements.read(judgements), SourceLine.name(judgements));
  }

  /**
   * Queries {@code id<TAB>text<TAB>row}: that row is the only relevant one.
   *
   * @throws GatewayException when the file cannot be read, or a line has no third column
   */
  public static JudgedSet knownItems(Path queries) {
    List<QueryLine> lines = QueryLine.read(queries);
    Map<String, Map<String, Integer>> grades = new LinkedHashMap<>();
    lines.forEach(line -> grades.put(line.id(), Map.of(knownItem(line), 1)));
    return of(lines, grades, SourceLine.name(queries));
  }

  private static String knownItem(QueryLine query) {
    return query
        .third()
        .orElseThrow(() ->
            query
                .line()
                .refused("no third column (expected without --qrels: the id of the relevant row)"));
  }

  private static JudgedSet of(
      List<QueryLine> lines, Map<String, Map<String, Integer>> grades, String judgements) {
    List<JudgedQuery> queries = new ArrayList<>();
    for (QueryLine line : lines) {
      Map<String, Integer> rows = grades.get(line.id());
      if (rows != null) {
        queries.add(new JudgedQuery(line.id(), line.text(), rows));
      }
    }
    requireRelevant(queries, judgements);
    return new JudgedSet(queries, notes(lines, grades, queries.size()));
  }

  private static void requireRelevant(List<JudgedQuery> queries, String judgements) {
    if (queries.isEmpty()) {
      throw new GatewayException(
          Fault.BAD_REQUEST, judgements + ": no query has a judgement (expected: the same ids)");
    }
    if (queries.stream().allMatch(query -> query.relevant() == 0)) {
      throw new GatewayException(
          Fault.BAD_REQUEST, judgements + ": nothing is relevant (expected: grades of 1 or more)");
    }
  }

  private static List<String> notes(
      List<QueryLine> lines, Map<String, Map<String, Integer>> grades, int judged) {
    List<String> notes = new ArrayList<>();
    if (judged < lines.size()) {
      notes.add(
          "%d of %d queries have no judgements and were not asked."
              .formatted(lines.size() - judged, lines.size()));
    }
    Set<String> strangers = new HashSet<>(grades.keySet());
    lines.forEach(line -> strangers.remove(line.id()));
    if (!strangers.isEmpty()) {
      notes.add("%d judged queries are not among the queries.".formatted(strangers.size()));
    }
    return notes;
  }
}
