package rapport.search;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import rapport.database.Database;
import rapport.index.Entry;
import rapport.index.Index;
import rapport.search.EntryReader.Mark;

/**
 * The rows of a language in memory, as of a moment.
 *
 * @param read what of the table they are
 * @param noted asks the table which changes are noted by now
 * @param rows those that were shown or read ahead, whole
 */
record Kept(Index products, Index faqs, Mark read, Coalesced<String> noted, KnownRows rows) {
  /** Many wait for it: on a connection that is mute it is not waited for as long as elsewhere. */
  private static final long NOTED_MILLIS = 1_000;

  /** Of whole rows none is known. */
  static Kept of(Index products, Index faqs, Mark read, EntryReader reader) {
    Coalesced<String> noted =
        new Coalesced<>(() ->
            reader
                .noted(read)
                .timeout(NOTED_MILLIS, TimeUnit.MILLISECONDS)
                .recover(Database::failure));
    return new Kept(products, faqs, read, noted, new KnownRows());
  }

  /** Of whole rows none is known any more: nobody tells which are gone. */
  Kept with(List<Entry> changedProducts, List<Entry> changedFaqs, Mark at, EntryReader reader) {
    return of(
        changedProducts.isEmpty() ? products : products.with(changedProducts),
        changedFaqs.isEmpty() ? faqs : faqs.with(changedFaqs),
        at,
        reader);
  }

  Kept without(Collection<String> goneProducts, Collection<String> goneFaqs) {
    return new Kept(
        goneProducts.isEmpty() ? products : products.without(goneProducts),
        goneFaqs.isEmpty() ? faqs : faqs.without(goneFaqs),
        read,
        noted,
        rows);
  }

  boolean isWorn() {
    return products.isWorn() || faqs.isWorn();
  }
}
