package rapport.localdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who the server runs as. PostgreSQL refuses to be root, so root hands it to a system user; anyone
 * else runs it as themselves.
 *
 * @param prefix the words that make a command run as that user
 */
record Account(String name, List<String> prefix) {
  /** Whoever calls. */
  static Account caller() {
    return new Account(System.getProperty("user.name"), List.of());
  }

  /** The one for a new server. Asked for after installing, which may bring the user it is. */
  static Account forServer() {
    if (!isRoot()) {
      return caller();
    }
    String user = exists("postgres") ? "postgres" : "rapport";
    if (!exists(user)) {
      create(user);
    }
    return becoming(user);
  }

  /** The one that data belongs to. */
  static Account owning(Path folder) {
    try {
      String owner = Files.getOwner(folder).getName();
      return isRoot() && !owner.equals("root") ? becoming(owner) : forServer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean isRoot() {
    return Command.of("id", "-u").run().output().strip().equals("0");
  }

  Command command(Object... words) {
    return Command.of(
        Stream.concat(prefix.stream(), Stream.of(words).map(Object::toString)).toList());
  }

  /** Makes a folder that only this user can read. */
  Path privateFolder(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    } catch (IOException e) {
      throw new LocalDatabaseException(
          "cannot make the folder " + folder + ": " + e.getMessage(),
          "Set RAPPORT_HOME to a folder that you can write to.");
    }
    own(folder);
    if (!command("test", "-w", folder).run().ok()) {
      throw new LocalDatabaseException(
          "the user %s, who runs PostgreSQL for root, cannot reach %s".formatted(name, folder),
          "Set RAPPORT_HOME to a folder outside of private ones such as /root.");
    }
    return folder;
  }

  /** Writes a file that only this user can read. */
  void writePrivate(Path file, String text) {
    try {
      if (!Files.exists(file)) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      Files.writeString(file, text);
      own(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void own(Path path) {
    if (prefix.isEmpty()) {
      return;
    }
    try {
      var users = path.getFileSystem().getUserPrincipalLookupService();
      Files.setOwner(path, users.lookupPrincipalByName(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean exists(String user) {
    return Command.of("id", "-u", user).run().ok();
  }

  private static void create(String user) {
    if (Command.of("useradd", "--system", "--user-group", "--no-create-home", user).run().ok()) {
      return;
    }
    Command.of("adduser", "-S", "-D", "-H", user).outputOrFail("adding the system user " + user);
  }

  private static Account becoming(String user) {
    String group = Command.of("id", "-g", user).run().output().strip();
    var setpriv = List.of("setpriv", "--reuid=" + user, "--regid=" + group, "--init-groups", "--");
    var trial = new ArrayList<>(setpriv);
    trial.add("true");
    boolean works = Command.of(trial).run().ok();
    return new Account(user, works ? setpriv : List.of("runuser", "-u", user, "--"));
  }
}
