package rapport.bench;

/** Ends a benchmark's process with its outcome, whatever threads are still there. */
final class Bench {
  private Bench() {}

  static void run(Program program) {
    try {
      program.run();
      System.exit(0);
    } catch (Exception | AssertionError e) {
      e.printStackTrace();
      System.exit(1);
    }
  }

  interface Program {
    void run() throws Exception;
  }
}
