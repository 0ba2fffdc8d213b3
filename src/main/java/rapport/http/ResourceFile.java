package rapport.http;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file in both forms it is served in.
 *
 * @param tag made of the content alone, so every node and every restart gives the same; weak, since
 *     both forms share it
 */
record ResourceFile(Buffer plain, Buffer gzipped, String tag) {
  /** {@code q=0} refuses it. */
  private static final Pattern GZIP =
      Pattern.compile(
          "(?:^|[\\s,])(?:gzip|\\*)(?!\\s*;\\s*q=0(?:\\.0*)?\\s*(?:,|$))",
          Pattern.CASE_INSENSITIVE);

  static ResourceFile of(byte[] content) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new Smallest(packed)) {
      gzip.write(content);
    }
    return new ResourceFile(
        Buffer.buffer(content), Buffer.buffer(packed.toByteArray()), tag(content));
  }

  private static String tag(byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return "W/\"" + HexFormat.of().formatHex(hash, 0, 8) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * @param ifNoneMatch the request's header of that name
   */
  boolean isKnownTo(@Nullable String ifNoneMatch) {
    return ifNoneMatch != null
        && (ifNoneMatch.contains(tag.substring(2)) || ifNoneMatch.equals("*"));
  }

  /**
   * @param acceptEncoding the request's header of that name
   */
  static boolean takesGzip(@Nullable String acceptEncoding) {
    return acceptEncoding != null && GZIP.matcher(acceptEncoding).find();
  }

  /** Packed once and sent often: time is no matter. */
  private static final class Smallest extends GZIPOutputStream {
    Smallest(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
