package rapport.localdb;

/**
 * The local database cannot be had. The first line of the message says what is wrong, the lines
 * after it what to do; it is meant to be read by a person, so it carries no stack trace.
 */
public final class LocalDatabaseException extends RuntimeException {
  LocalDatabaseException(String problem, String whatToDo) {
    super(whatToDo.isEmpty() ? problem : problem + "\n" + whatToDo, null, false, false);
  }
}
