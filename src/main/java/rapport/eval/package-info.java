/**
 * Measures retrieval. In: queries with judgements of what answers them, and a {@link
 * rapport.eval.Search} to measure. Out: a {@link rapport.eval.Run} with the measures of every query
 * and their means, as JSON and as a table, and its {@link rapport.eval.Comparison} with an earlier
 * one. The same rankings always give the same numbers, intervals included: chance is seeded. Knows
 * neither database nor gateway; runs on the caller's own thread.
 */
@NullMarked
package rapport.eval;

import org.jspecify.annotations.NullMarked;
