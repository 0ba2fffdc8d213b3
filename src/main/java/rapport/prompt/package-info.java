/**
 * What the model is told: instructions, the rows that support an answer, the conversation so far,
 * the question; never more than its token budget. Pure functions over templates in {@code
 * resources/prompts}.
 */
@NullMarked
package rapport.prompt;

import org.jspecify.annotations.NullMarked;
