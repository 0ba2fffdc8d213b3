package rapport.ingest;

import java.io.InputStream;
import java.util.Arrays;

/** One byte over and over, made as it is read. */
final class Repeated extends InputStream {
  private final byte value;
  private long left;

  Repeated(char value, long count) {
    this.value = (byte) value;
    this.left = count;
  }

  @Override
  public int read() {
    return left-- > 0 ? value : -1;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    if (left <= 0) {
      return -1;
    }
    int count = (int) Math.min(length, left);
    Arrays.fill(into, offset, offset + count, value);
    left -= count;
    return count;
  }
}
