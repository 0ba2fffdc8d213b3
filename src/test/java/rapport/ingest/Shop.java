package rapport.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Vertx;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import rapport.catalog.Catalog.Kind;
import rapport.catalog.Product;
import rapport.testing.FakeEncoder;
import rapport.testing.InMemoryCatalog;

/** A catalogue and an encoder of a test's own, and short ways to load into them. */
final class Shop implements AutoCloseable {
  final InMemoryCatalog catalog = new InMemoryCatalog();
  final FakeEncoder encoder = new FakeEncoder();
  final Vertx vertx = Vertx.vertx();
  final Ingest ingest = new Ingest(vertx, catalog, encoder);

  IngestSummary load(IngestRequest request) {
    return load(request, Progress.NONE);
  }

  IngestSummary load(IngestRequest request, Progress progress) {
    return ingest.load(request, progress).await();
  }

  IngestSummary products(String name, String content) {
    return load(IngestRequest.of(Kind.PRODUCT, List.of(source(name, content))));
  }

  IngestSummary products(String content) {
    return products("products.jsonl", content);
  }

  /** One product from one JSON object, which must be fine. */
  Product product(String json) {
    IngestSummary summary = products(json);
    if (summary.rejected() + summary.problems().size() > 0) {
      throw new AssertionError(reasons(summary) + " " + summary.problems());
    }
    return catalog.products().getLast();
  }

  IngestSummary faqs(String content) {
    return load(IngestRequest.of(Kind.FAQ, List.of(source("faqs.jsonl", content))));
  }

  static List<String> reasons(IngestSummary summary) {
    return summary.rejections().stream().map(Rejection::message).toList();
  }

  static IngestRequest products(RowSource... sources) {
    return IngestRequest.of(Kind.PRODUCT, List.of(sources));
  }

  static RowSource source(String name, String content) {
    return source(name, content.getBytes(UTF_8));
  }

  static RowSource source(String name, byte[] content) {
    return source(name, content.length, new ByteArrayInputStream(content));
  }

  static RowSource source(String name, long size, InputStream in) {
    return new RowSource() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public long size() {
        return size;
      }

      @Override
      public InputStream open() {
        return in;
      }
    };
  }

  static byte[] gzip(String content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content.getBytes(UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
