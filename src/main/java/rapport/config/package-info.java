/**
 * Reads settings from the environment and {@code rapport.yaml} into the typed interfaces of the
 * rooms. Every problem is collected and reported at once, as {@code name: value (expected: …)}.
 */
@NullMarked
package rapport.config;

import org.jspecify.annotations.NullMarked;
