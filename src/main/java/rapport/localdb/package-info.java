/**
 * A PostgreSQL with pgvector on this machine, for those who have none to point at: found, installed
 * when missing, started, stopped. {@link rapport.localdb.LocalDatabase} is one per checkout and
 * keeps its data; {@link rapport.localdb.TemporaryDatabase} is thrown away. Out: a url. Everything
 * here blocks the calling thread, as the tools of a command line may.
 *
 * <p>Nothing outside the state folder is touched but packages that are missing, and no server is
 * stopped that was not started here: it is told by its data folder.
 */
@NullMarked
package rapport.localdb;

import org.jspecify.annotations.NullMarked;
