package rapport.eval;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a run measured, in the words of whoever started it.
 *
 * @param kind {@code product} or {@code faq}
 * @param locale the language that decides where the words do not, or null
 * @param where {@code in process}, or a gateway's address
 * @param queries the file they came from
 * @param judgements the file they came from, or null when the queries' own third column told
 */
public record Setup(
    String kind,
    @Nullable String locale,
    String where,
    String queries,
    @Nullable String judgements) {
  public static Setup of(
      String kind, @Nullable String locale, String where, Path queries, @Nullable Path judgements) {
    return new Setup(
        kind,
        locale,
        where,
        SourceLine.name(queries),
        judgements == null ? null : SourceLine.name(judgements));
  }
}
