/**
 * A question becomes an answer: {@link rapport.answer.AnswerPipeline} is the file to open first.
 * In: a question and what was said before. Out: what the answer stands on, then its words as they
 * come. On the caller's event loop; nothing is held while a model speaks but its connection.
 */
@NullMarked
package rapport.answer;

import org.jspecify.annotations.NullMarked;
