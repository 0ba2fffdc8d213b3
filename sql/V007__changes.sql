-- Which rows changed since a gateway last read them, so that what it holds in memory is never believed when it is
-- older than the table. `written` is the transaction that wrote a row; `change` has a line for each statement that
-- wrote, and is looked at with every question: a few lines, also while a million rows are being rewritten.
--
-- Write to product and faq, not to their partitions: a statement on a partition is not noted.

alter table product add column written xid8 not null default '0';
alter table faq add column written xid8 not null default '0';
create index product_written on product (language, written);
create index faq_written on faq (language, written);

create table change (written xid8 not null default pg_current_xact_id());
create index change_written on change (written);

create function mark_written() returns trigger
language plpgsql as $$
begin
  new.written := pg_current_xact_id();
  return new;
end
$$;

-- Lines older than every transaction that still runs are known to everybody; one of them is left to others when two
-- statements clear up at once.
create function note_change() returns trigger
language plpgsql as $$
begin
  delete from change where ctid in (
    select ctid from change where written < pg_snapshot_xmin(pg_current_snapshot()) for update skip locked);
  insert into change default values;
  return null;
end
$$;

create trigger product_written before insert or update on product for each row execute function mark_written();
create trigger faq_written before insert or update on faq for each row execute function mark_written();
create trigger product_changed after insert or update or delete or truncate on product
  for each statement execute function note_change();
create trigger faq_changed after insert or update or delete or truncate on faq
  for each statement execute function note_change();
