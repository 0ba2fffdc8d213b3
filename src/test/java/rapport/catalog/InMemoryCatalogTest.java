package rapport.catalog;

import org.jspecify.annotations.Nullable;
import rapport.catalog.Catalog.FaqRow;
import rapport.catalog.Catalog.ProductRow;
import rapport.chat.Language;
import rapport.testing.InMemoryCatalog;

class InMemoryCatalogTest extends CatalogContract {
  private final InMemoryCatalog catalog = new InMemoryCatalog();

  @Override
  Catalog empty() {
    return catalog;
  }

  @Override
  @Nullable Stored product(Language language, String id) {
    if (catalog.products().stream()
        .noneMatch(p -> p.id().equals(id) && p.language().equals(language))) {
      return null;
    }
    ProductRow row = catalog.productRow(language.code(), id);
    return new Stored(row.product().title(), row.product().description(), row.vector().literal());
  }

  @Override
  @Nullable Stored faq(Language language, String id) {
    if (catalog.faqs().stream()
        .noneMatch(f -> f.id().equals(id) && f.language().equals(language))) {
      return null;
    }
    FaqRow row = catalog.faqRow(language.code(), id);
    return new Stored(row.faq().question(), row.faq().answer(), row.answerVector().literal());
  }
}
