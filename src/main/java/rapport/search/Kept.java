package rapport.search;

import java.util.Collection;
import java.util.List;
import rapport.index.Entry;
import rapport.index.Index;
import rapport.search.EntryReader.Mark;

/**
 * The rows of a language in memory, as of a moment.
 *
 * @param read what of the table they are
 * @param rows those that were shown, whole
 */
record Kept(Index products, Index faqs, Mark read, KnownRows rows) {
  Kept(Index products, Index faqs, Mark read) {
    this(products, faqs, read, new KnownRows());
  }

  Kept with(List<Entry> changedProducts, List<Entry> changedFaqs, Mark at) {
    return new Kept(
        changedProducts.isEmpty() ? products : products.with(changedProducts),
        changedFaqs.isEmpty() ? faqs : faqs.with(changedFaqs),
        at); // of whole rows none is known: nobody tells which are gone
  }

  Kept without(Collection<String> goneProducts, Collection<String> goneFaqs) {
    return new Kept(
        goneProducts.isEmpty() ? products : products.without(goneProducts),
        goneFaqs.isEmpty() ? faqs : faqs.without(goneFaqs),
        read,
        rows);
  }

  boolean isWorn() {
    return products.isWorn() || faqs.isWorn();
  }
}
