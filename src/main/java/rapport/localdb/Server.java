package rapport.localdb;

/** A PostgreSQL of our own, started from a cluster on this machine or in a container. */
interface Server {
  /** What the new server is told, by its superuser, before anyone can connect. */
  static String setup(String password) {
    return """
    create extension vector;
    create role rapport login createdb password '%s';
    create database rapport owner rapport;
    """
        .formatted(password);
  }

  /** Who its folder belongs to. */
  Account account();

  /**
   * Creates the data: template database with pgvector, so that every database made from it has the
   * extension; the role and the database {@code rapport}.
   *
   * @param password letters and digits only
   */
  void create(String password);

  boolean isRunning();

  /** Starts on a loopback port and returns when connections are accepted. */
  void start(int port);

  void stop();

  /** What it is, for a line of status. */
  String describe();
}
