package rapport.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import rapport.catalog.Faq;
import rapport.catalog.Fingerprint;
import rapport.catalog.Product;

/** SHA-256 over a row's parts, its first 128 bits in hex. */
final class Fingerprints {
  private static final int BYTES = 16;

  private final MessageDigest digest = sha256();

  private Fingerprints() {}

  static Fingerprint of(Product product, String model) {
    String text = new Fingerprints().add(model).add(EmbeddingText.of(product)).end();
    Fingerprints row =
        new Fingerprints()
            .add(text)
            .add(product.id())
            .add(product.language())
            .add(product.title())
            .add(product.description())
            .add(product.url())
            .add(product.image())
            .add(product.price())
            .add(product.listPrice())
            .add(product.availability())
            .add(product.brand())
            .add(product.category())
            .add(product.gtin())
            .add(product.rating());
    product.attributes().forEach((name, value) -> row.add(name).add(value));
    return new Fingerprint(row.end(), text);
  }

  static Fingerprint of(Faq faq, String model) {
    String text =
        new Fingerprints()
            .add(model)
            .add(EmbeddingText.question(faq))
            .add(EmbeddingText.answer(faq))
            .end();
    Fingerprints row =
        new Fingerprints()
            .add(text)
            .add(faq.id())
            .add(faq.language())
            .add(faq.question())
            .add(faq.answer())
            .add(faq.category())
            .add(faq.link());
    return new Fingerprint(row.end(), text);
  }

  /** Parts end in U+0000, which no text holds, so that they cannot run into each other. */
  private Fingerprints add(@Nullable Object part) {
    digest.update((part == null ? "\0" : part + "\0").getBytes(UTF_8));
    return this;
  }

  private String end() {
    return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
