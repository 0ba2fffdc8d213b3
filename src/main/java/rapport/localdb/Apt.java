package rapport.localdb;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Debian's package manager, run as root or through a {@code sudo} that asks nothing.
 *
 * @param prefix the words that make a command run as root
 */
record Apt(List<String> prefix) {
  private static final Duration PATIENCE = Duration.ofMinutes(20);
  private static final String WAIT_FOR_OTHERS = "DPkg::Lock::Timeout=300";
  private static final Pattern CANDIDATE = Pattern.compile("Candidate: (\\S+)");

  static boolean isHere() {
    return Command.of("apt-get", "--version").run().ok();
  }

  /** Empty where there is no apt, or no right to use it. */
  static Optional<Apt> find() {
    if (!isHere()) {
      return Optional.empty();
    }
    if (Account.isRoot()) {
      return Optional.of(new Apt(List.of()));
    }
    return Command.of("sudo", "-n", "true").run().ok()
        ? Optional.of(new Apt(List.of("sudo", "-n")))
        : Optional.empty();
  }

  /** Fetches the lists of packages. What cannot be fetched is told by the install that needs it. */
  void update() {
    asRoot(List.of("apt-get", "-o", WAIT_FOR_OTHERS, "-q", "update")).run();
  }

  /** The version that would be installed. */
  Optional<String> candidate(String name) {
    return CANDIDATE
        .matcher(Command.of("apt-cache", "policy", name).run().output())
        .results()
        .map(found -> found.group(1))
        .filter(version -> !version.equals("(none)"))
        .findFirst();
  }

  void install(List<String> packages) {
    installCommand(packages).outputOrFail("installing " + String.join(", ", packages));
  }

  /**
   * Installs a package in the version of another that is there, so that a server which may be
   * running is not upgraded; in the newest version where that one is gone.
   */
  void installBeside(String there, String wanted) {
    String version =
        Command.of("dpkg-query", "-W", "-f", "${Version}", there).run().output().strip();
    if (!installCommand(List.of(wanted + "=" + version)).run().ok()) {
      install(List.of(wanted));
    }
  }

  Command asRoot(List<String> words) {
    List<String> all = new ArrayList<>();
    if (!prefix.isEmpty()) {
      all.addAll(prefix);
      all.addAll(List.of("env", "DEBIAN_FRONTEND=noninteractive"));
    }
    all.addAll(words);
    return Command.of(all).within(PATIENCE);
  }

  private Command installCommand(List<String> packages) {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("apt-get", "-o", WAIT_FOR_OTHERS, "-q", "-y"));
    words.addAll(List.of("--no-install-recommends", "install"));
    words.addAll(packages);
    return asRoot(words);
  }
}
