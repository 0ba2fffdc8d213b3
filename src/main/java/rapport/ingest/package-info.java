/**
 * Files and request bodies become the catalogue. In: rows of JSON lines, CSV or TSV, plain or
 * gzipped. Out: products and FAQs written through the {@code Catalog} port, and a summary of what
 * was accepted, unchanged and rejected. Rows that say what is stored already cost one look-up; only
 * changed texts are encoded.
 *
 * <p>{@link rapport.ingest.Ingest#load} may be called on any thread. Reading, encoding and writing
 * overlap on virtual threads; no event loop waits.
 */
@NullMarked
package rapport.ingest;

import org.jspecify.annotations.NullMarked;
