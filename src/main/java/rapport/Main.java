package rapport;

import rapport.cli.Rapport;

final class Main {
  public static void main(String[] arguments) {
    System.exit(Rapport.run(arguments));
  }

  private Main() {}
}
