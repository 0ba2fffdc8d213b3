package rapport.limit;

import io.netty.util.NetUtil;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Whom a request is counted to. */
public final class Address {
  private static final int IPV4 = 4;

  /** The part of an IPv6 address that one customer of a provider has, in bytes. */
  private static final int IPV6_NETWORK = 8;

  /** What stands before an IPv4 address that is written as an IPv6 one. */
  private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

  private Address() {}

  /**
   * The party behind an address: an IPv4 address itself, an IPv6 address's /64 network.
   *
   * @param remote who is connected
   * @param forwarded what a trusted proxy says of whom it speaks for, the nearest last; null
   *     without one
   */
  public static String of(@Nullable String remote, @Nullable String forwarded) {
    String said = forwarded == null ? "" : party(last(forwarded));
    return said.isEmpty() ? party(String.valueOf(remote)) : said;
  }

  private static String last(String forwarded) {
    return forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
  }

  /** Empty when it is no address. */
  private static String party(String text) {
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(withoutPort(text));
    if (bytes == null) {
      return "";
    }
    if (bytes.length == IPV4) {
      return NetUtil.bytesToIpAddress(bytes);
    }
    return isMapped(bytes)
        ? NetUtil.bytesToIpAddress(Arrays.copyOfRange(bytes, MAPPED.length, bytes.length))
        : HexFormat.ofDelimiter(":").formatHex(bytes, 0, IPV6_NETWORK);
  }

  private static boolean isMapped(byte[] bytes) {
    return Arrays.equals(bytes, 0, MAPPED.length, MAPPED, 0, MAPPED.length);
  }

  private static String withoutPort(String text) {
    if (text.startsWith("[")) {
      return text.substring(1).replaceFirst("\\].*", "");
    }
    boolean ipv4 = text.indexOf('.') >= 0 && text.indexOf(':') == text.lastIndexOf(':');
    return ipv4 ? text.replaceFirst(":.*", "") : text;
  }
}
