package rapport.ingest;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import rapport.fault.Fault;
import rapport.fault.GatewayException;

/** Bytes with a name. Opened once. */
public interface RowSource {
  /** How messages call it; its ending tells the format ({@code .csv.gz}), where it has one. */
  String name();

  /** In bytes as they are read, compressed where they are; -1 when unknown. */
  long size();

  InputStream open() throws IOException;

  /**
   * A file.
   *
   * @throws GatewayException {@code not_found} when there is none that can be read
   */
  static RowSource file(Path file) {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new GatewayException(Fault.NOT_FOUND, file + ": no such file, or not readable");
    }
    return new OfFile(file);
  }

  /** A file that comes with the program, by its absolute path on the class path. */
  static RowSource resource(String path) {
    return new OfResource(path);
  }

  /**
   * JSON lines from a request. Call it on the event loop that delivers the body, before any of it
   * is delivered. The body is paused while the load is behind; at most a few buffers wait.
   */
  static RowSource body(ReadStream<Buffer> body) {
    return new OfBody(new BodyStream(body));
  }

  /** A file's bytes. */
  record OfFile(Path file) implements RowSource {
    @Override
    public String name() {
      return String.valueOf(file.getFileName());
    }

    @Override
    public long size() {
      try {
        return Files.isRegularFile(file) ? Files.size(file) : -1;
      } catch (IOException e) {
        return -1;
      }
    }

    @Override
    public InputStream open() throws IOException {
      return Files.newInputStream(file);
    }
  }

  /** A resource's bytes. */
  record OfResource(String path) implements RowSource {
    @Override
    public String name() {
      return path.substring(path.lastIndexOf('/') + 1);
    }

    @Override
    public long size() {
      return -1;
    }

    @Override
    public InputStream open() throws IOException {
      InputStream stream = RowSource.class.getResourceAsStream(path);
      if (stream == null) {
        throw new IOException(path + " is not on the class path");
      }
      return stream;
    }
  }

  /** A request's bytes. */
  record OfBody(InputStream stream) implements RowSource {
    @Override
    public String name() {
      return "body.ndjson";
    }

    @Override
    public long size() {
      return -1;
    }

    @Override
    public InputStream open() {
      return stream;
    }
  }
}
