package rapport.ingest;

import java.util.List;
import rapport.catalog.Catalog.Kind;
import rapport.chat.Language;

/**
 * One load: all its sources together are one catalogue, in which an id occurs once a language.
 *
 * @param language of rows that do not say theirs, nor the map
 * @param replace whether rows of the same languages that no source has are removed
 * @param measureEncoder whether the encoder is timed alone afterwards, to compare with
 */
public record IngestRequest(
    Kind kind,
    List<RowSource> sources,
    FieldMap map,
    Language language,
    boolean replace,
    boolean measureEncoder) {
  public IngestRequest {
    sources = List.copyOf(sources);
  }

  /** A plain load in the names of Google's product feed, rows in English unless they say. */
  public static IngestRequest of(Kind kind, List<RowSource> sources) {
    return new IngestRequest(
        kind, sources, FieldMap.standard(kind), Language.ENGLISH, false, false);
  }

  public IngestRequest withMap(FieldMap map) {
    return new IngestRequest(kind, sources, map, language, replace, measureEncoder);
  }

  public IngestRequest withLanguage(Language language) {
    return new IngestRequest(kind, sources, map, language, replace, measureEncoder);
  }

  public IngestRequest withReplace(boolean replace) {
    return new IngestRequest(kind, sources, map, language, replace, measureEncoder);
  }

  public IngestRequest withMeasureEncoder(boolean measureEncoder) {
    return new IngestRequest(kind, sources, map, language, replace, measureEncoder);
  }
}
