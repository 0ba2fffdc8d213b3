/**
 * The command line: one class a command, listed in {@link rapport.cli.Rapport}. Commands read
 * arguments, call a room, print; they know no more. Exit codes: 0 fine, 1 failed, 2 wrong usage.
 */
@NullMarked
package rapport.cli;

import org.jspecify.annotations.NullMarked;
