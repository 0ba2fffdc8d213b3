package rapport.localdb;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a cluster's {@code rapport.conf} says. Written at every start. */
final class ServerSettings {
  /** A socket's path must fit in 107 bytes, {@code /.s.PGSQL.12345} included. */
  private static final int LONGEST_SOCKET_FOLDER = 90;

  private static final long MIB = 1L << 20;
  private static final long GIB = 1L << 30;

  /** For data that is kept, on a machine shared with the gateway and others. */
  static String durable(int port, Path socketFolder) {
    long memory = machineMemory();
    return common(port, socketFolder)
        + """
        shared_buffers = %dMB
        effective_cache_size = %dMB
        maintenance_work_mem = %dMB
        work_mem = 16MB
        max_wal_size = 2GB
        checkpoint_timeout = 15min
        wal_compression = on
        """
            .formatted(
                between(128 * MIB, memory / 4, 8 * GIB) / MIB,
                between(256 * MIB, memory / 2, 64 * GIB) / MIB,
                between(64 * MIB, memory / 16, GIB) / MIB);
  }

  /** For data that nobody misses. */
  static String throwaway(int port, Path socketFolder) {
    return common(port, socketFolder)
        + """
        shared_buffers = 128MB
        maintenance_work_mem = 128MB
        max_wal_size = 4GB
        wal_level = minimal
        max_wal_senders = 0
        fsync = off
        synchronous_commit = off
        full_page_writes = off
        """;
  }

  private static String common(int port, Path socketFolder) {
    return """
    port = %d
    listen_addresses = '127.0.0.1'
    unix_socket_directories = '%s'
    dynamic_shared_memory_type = %s
    max_connections = 100
    random_page_cost = 1.1
    jit = off
    timezone = 'UTC'
    log_timezone = 'UTC'
    """
        .formatted(port, socketFolders(socketFolder), sharedMemoryType());
  }

  private static String socketFolders(Path folder) {
    String path = folder.toString();
    boolean usable = path.length() <= LONGEST_SOCKET_FOLDER && path.matches("[\\w/.+-]+");
    return usable ? path : "";
  }

  /** Parallel index builds ask for as much shared memory as they may use to maintain indexes. */
  private static String sharedMemoryType() {
    try {
      Path shm = Path.of("/dev/shm");
      boolean small = Files.exists(shm) && Files.getFileStore(shm).getTotalSpace() < 2 * GIB;
      return small ? "mmap" : "posix";
    } catch (IOException e) {
      return "posix";
    }
  }

  private static long machineMemory() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean machine
        ? machine.getTotalMemorySize()
        : 2 * GIB;
  }

  private static long between(long least, long wanted, long most) {
    return Math.clamp(wanted, least, most);
  }

  private ServerSettings() {}
}
