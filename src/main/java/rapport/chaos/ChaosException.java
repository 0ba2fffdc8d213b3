package rapport.chaos;

/** A run that cannot go on, with what is wrong. */
public final class ChaosException extends RuntimeException {
  ChaosException(String message) {
    super(message);
  }
}
