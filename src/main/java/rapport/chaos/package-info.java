/**
 * The chaos lab: whether the promises of {@code rapport.v1} hold while things break. In: a gateway
 * in a process of its own, its database, a scripted model; {@link rapport.chaos.FaultProxy} between
 * any two of them. Shoppers ask, are cut off, come back, and keep a {@link rapport.chaos.Ledger} of
 * all they said and heard. Out: a {@link rapport.chaos.ChaosResult} with what {@link
 * rapport.chaos.Checker} found when it compared the ledgers with the stored record.
 *
 * <p>{@link rapport.chaos.Kills} is the file to open first. Shoppers and proxies live on event
 * loops; the caller's thread breaks things, by a schedule that its seed repeats, and may wait.
 */
@NullMarked
package rapport.chaos;

import org.jspecify.annotations.NullMarked;
