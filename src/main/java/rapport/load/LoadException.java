package rapport.load;

/** A load test that cannot run, in words for whoever started it. */
public final class LoadException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public LoadException(String message) {
    super(message, null, false, false);
  }
}
