package rapport.search;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rapport.chat.Language;
import rapport.index.Entry;
import rapport.index.Entry.Facts;
import rapport.words.SparseWords;

/** Reads what rows are found by. */
final class EntryReader {
  /** Decoding more at once would hold the event loop. */
  private static final int AT_ONCE = 500;

  /** Of pgvector's binary forms: dimension and unused; dimension, count and unused. */
  private static final int HALFVEC_HEADER = 4;

  private static final int SPARSEVEC_HEADER = 12;

  private final Pool pool;

  EntryReader(Pool pool) {
    this.pool = pool;
  }

  /**
   * How far the table has been read.
   *
   * @param mark every change of a transaction older than this one is known
   * @param noted which changes of it and younger ones are known
   */
  record Mark(String mark, String noted) {}

  /** To be asked for before what it is to stand for is read. */
  Future<Mark> mark() {
    return pool.preparedQuery(IndexSql.MARK)
        .execute()
        .map(rows -> rows.iterator().next())
        .map(row -> new Mark(row.getString("mark"), row.getString("noted")));
  }

  /** Which changes are noted by now of those that {@code read} does not tell of by its mark. */
  Future<String> noted(Mark read) {
    return pool.preparedQuery(IndexSql.NOTED_SINCE)
        .execute(Tuple.of(read.mark))
        .map(rows -> rows.iterator().next().getString("noted"));
  }

  Future<List<Entry>> products(Language language) {
    return page(IndexSql.PRODUCTS, language, new ArrayList<>());
  }

  Future<List<Entry>> faqs(Language language) {
    return page(IndexSql.FAQS, language, new ArrayList<>());
  }

  /**
   * @param most no more are read
   */
  Future<List<Entry>> changedProducts(Language language, Mark since, int most) {
    return read(IndexSql.CHANGED_PRODUCTS, Tuple.of(language.code(), since.mark, most));
  }

  Future<List<Entry>> changedFaqs(Language language, Mark since, int most) {
    return read(IndexSql.CHANGED_FAQS, Tuple.of(language.code(), since.mark, most));
  }

  private Future<List<Entry>> page(String sql, Language language, List<Entry> before) {
    String after = before.isEmpty() ? "" : before.getLast().id();
    return read(sql, Tuple.of(language.code(), after, AT_ONCE))
        .compose(page -> {
          before.addAll(page);
          return page.size() < AT_ONCE
              ? Future.succeededFuture(before)
              : page(sql, language, before);
        });
  }

  private Future<List<Entry>> read(String sql, Tuple parameters) {
    return pool.preparedQuery(sql)
        .execute(parameters)
        .map(rows -> rows.stream().map(EntryReader::entry).toList());
  }

  private static Entry entry(Row row) {
    return row.getColumnIndex("question") >= 0 ? faq(row) : product(row);
  }

  private static Entry faq(Row row) {
    return entry(
        row,
        List.of(halves(row.getBuffer("question")), halves(row.getBuffer("answer"))),
        new String[0],
        0,
        Facts.NONE);
  }

  private static Entry product(Row row) {
    return entry(
        row,
        List.of(halves(row.getBuffer("vector"))),
        row.getArrayOfStrings("facets"),
        row.getDouble("merit"),
        new Facts(
            row.getLong("price"),
            interned(row.getString("brand")),
            interned(row.getString("category")),
            row.getBoolean("in_stock"),
            row.getFloat("rating")));
  }

  private static Entry entry(
      Row row, List<short[]> vectors, String[] facets, double merit, Facts facts) {
    Buffer sparse = row.getBuffer("words");
    int written = sparse.getInt(4);
    int[] words = new int[written + facets.length];
    float[] impacts = new float[words.length];
    for (int i = 0; i < written; i++) {
      words[i] = sparse.getInt(SPARSEVEC_HEADER + 4 * i) + 1;
      impacts[i] = sparse.getFloat(SPARSEVEC_HEADER + 4 * (written + i));
    }
    for (int i = 0; i < facets.length; i++) {
      words[written + i] = SparseWords.dimension(facets[i]);
    }
    return new Entry(row.getString("id"), vectors, words, impacts, merit, facts);
  }

  private static short[] halves(Buffer vector) {
    short[] halves = new short[vector.getUnsignedShort(0)];
    for (int i = 0; i < halves.length; i++) {
      halves[i] = vector.getShort(HALFVEC_HEADER + 2 * i);
    }
    return halves;
  }

  /** Brands and categories are few, rows are many. */
  private static @Nullable String interned(@Nullable String name) {
    return name == null ? null : name.intern();
  }
}
