-- What is scored stands in the row itself, what is only shown may stand beside it (TOAST): a candidate is compared
-- without fetching its parts from elsewhere. Rows loaded before keep their parts where they are until `vacuum full
-- product, faq` or the next load of them.
alter table product
  alter column embedding set storage main,
  alter column lexical set storage main,
  alter column terms set storage main;
alter table faq
  alter column question_embedding set storage main,
  alter column answer_embedding set storage main,
  alter column lexical set storage main,
  alter column terms set storage main;
