/**
 * The load lab: how a gateway holds, measured from outside. In: a {@link rapport.load.Scenario} (a
 * small readable file), a {@link rapport.load.Target} that speaks {@code rapport.v1}, a scripted
 * model behind it. Out: a {@link rapport.load.Result}.
 *
 * <p>{@link rapport.load.LoadRun} is the file to open first. All sessions live on one event loop;
 * everything they touch (the figures, the ledger of tokens, the pool) is confined to it and has no
 * locks. The caller's thread paces the run, looks at the server's process once a second and may
 * wait.
 *
 * <p>Clients are an open loop: questions fall due by a Poisson process, whatever became of earlier
 * ones, and every latency counts from the moment a question was due. A question that finds no free
 * session is unserved, and counts as having taken the time limit: refusing work must not look like
 * speed.
 */
@NullMarked
package rapport.load;

import org.jspecify.annotations.NullMarked;
