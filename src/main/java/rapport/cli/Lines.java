package rapport.cli;

import rapport.chat.Card;

/** Things as terminals show them. */
final class Lines {
  private Lines() {}

  static String product(Card card) {
    String price = card.price() == null ? "" : card.price().display();
    String why = card.why().isEmpty() ? "" : "  (" + String.join(", ", card.why()) + ")";
    return "  %.2f  %-10s %9s  %s%s".formatted(card.score(), card.id(), price, card.title(), why);
  }
}
