-- Words weighed by how rare they are. A row's words are made by the gateway (package words), the same way as a
-- question's: `terms` finds the rows that have one of them, `lexical` scores them. Its dimensions are hashes of
-- words, its values what BM25F gives a word in this row; the inner product with a question's words, weighed by
-- their inverse document frequency, is the BM25F score.
--
-- Rows loaded before have no words until they are loaded again: their hashes are cleared, so that the next load
-- writes each of them, without encoding any.

drop function settle_language(text);
drop function forget_language(text);
drop table lexeme;
drop index product_terms;
drop index faq_terms;
alter table product drop column terms;
alter table faq drop column terms;

alter table product
  add column terms text[] not null default '{}',
  add column lexical sparsevec not null default '{}/1000000000';
alter table faq
  add column terms text[] not null default '{}',
  add column lexical sparsevec not null default '{}/1000000000';
comment on column product.terms is 'Its words, and colour:x and size:x for each colour and size it comes in.';
comment on column product.lexical is 'What each of its words counts: BM25F without the rarity of the word.';
update product set row_hash = '';
update faq set row_hash = '';

-- Words of new rows wait in a short list and are filed together; settle_language empties it.
create index product_terms on product using gin (terms) with (gin_pending_list_limit = 1024);
create index faq_terms on faq using gin (terms) with (gin_pending_list_limit = 1024);

alter table language
  add column revision bigint not null default 0,
  add column counted_products bigint,
  add column counted_faqs bigint;
comment on column language.revision is 'Counts the counts of its words: what gateways remember of a language is of one of them.';
comment on column language.counted_products is 'How many products there were when words were counted; null: never counted.';

-- How many rows have a word: products, FAQs; products of a brand, products of a category. Tells the rare words
-- from the common, and a slip of the pen from a word. A word that a single row has is not kept: it is as good as
-- new.
create table word (
  language text not null,
  kind text not null check (kind in ('product', 'faq', 'brand', 'category')),
  word text not null,
  rows integer not null,
  primary key (language, kind, word)
);

-- Makes room for a language: its partitions. Answers the encoder recorded for it, which is the caller's unless another came first.
create or replace function prepare_language(new_code text, new_encoder text, new_dimension integer)
returns table (encoder text, dimension integer)
language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('rapport.prepare_language', 0));
  insert into language as l (code, encoder, dimension)
    values (new_code, new_encoder, new_dimension) on conflict do nothing;
  if found then
    execute format('create table %I partition of product for values in (%L)', 'product_' || new_code, new_code);
    execute format('create table %I partition of faq for values in (%L)', 'faq_' || new_code, new_code);
    execute format(
      'alter table %I add check (vector_dims(embedding) = %s)', 'product_' || new_code, new_dimension);
    execute format(
      'alter table %I add check (vector_dims(question_embedding) = %s and vector_dims(answer_embedding) = %s)',
      'faq_' || new_code, new_dimension, new_dimension);
  end if;
  return query select l.encoder, l.dimension from language l where l.code = new_code;
end
$$;

-- Whether words should be counted anew: always where that costs nothing, else when a hundredth of the rows has
-- come, gone or changed since. A price or two that change every minute are no reason.
create function needs_counting(relation regclass, counted bigint) returns boolean
language plpgsql as $$
declare
  there bigint;
begin
  if counted is null then
    return true;
  end if;
  execute format('select count(*) from %s', relation) into there;
  return there < 2000
    or abs(there - counted) > counted / 100
    or pg_stat_get_mod_since_analyze(relation) > counted / 100;
end
$$;

-- What is done once a load is over: vector indexes, which are built several times faster from all rows than
-- row by row (until then search compares exactly); the words still waiting to be filed; statistics and counts.
-- Vectors are of unit length, so their inner product is the cosine.
create function settle_language(settled text) returns void
language plpgsql
set maintenance_work_mem = '2GB'
as $$
declare
  vectors record;
  known language;
  counts_products boolean;
  counts_faqs boolean;
begin
  perform pg_advisory_xact_lock(hashtextextended('rapport.settle_language', 0));
  select * into known from language where code = settled;
  if not found then
    return;
  end if;
  for vectors in
    select kind || '_' || settled as relation, kind || '_' || settled || '_' || name as index, name
    from (values ('product', 'embedding'), ('faq', 'question_embedding'), ('faq', 'answer_embedding'))
      as v (kind, name)
  loop
    execute format(
      'create index if not exists %I on %I using hnsw ((%I::halfvec(%s)) halfvec_ip_ops) with (m = 16, ef_construction = 200)',
      vectors.index, vectors.relation, vectors.name, known.dimension);
  end loop;
  perform gin_clean_pending_list(indexrelid)
    from pg_index i join pg_class c on c.oid = i.indexrelid join pg_am a on a.oid = c.relam
    where a.amname = 'gin'
      and i.indrelid in (('product_' || settled)::regclass, ('faq_' || settled)::regclass);
  counts_products := needs_counting(('product_' || settled)::regclass, known.counted_products);
  counts_faqs := needs_counting(('faq_' || settled)::regclass, known.counted_faqs);
  if counts_products then
    perform count_words(settled, 'product');
    perform count_names(settled, 'brand');
    perform count_names(settled, 'category');
    execute format(
      'update language set counted_products = (select count(*) from %I) where code = %L',
      'product_' || settled, settled);
  end if;
  if counts_faqs then
    perform count_words(settled, 'faq');
    execute format(
      'update language set counted_faqs = (select count(*) from %I) where code = %L',
      'faq_' || settled, settled);
  end if;
  if counts_products or counts_faqs then
    update language set revision = revision + 1 where code = settled;
  end if;
end
$$;

create function count_words(counted text, of_kind text) returns void
language plpgsql as $$
begin
  execute format('analyze %I', of_kind || '_' || counted);
  delete from word where language = counted and kind = of_kind;
  execute format(
    'insert into word (language, kind, word, rows)
       select %L, %L, t, count(*) from %I, unnest(terms) t group by t having count(*) > 1',
    counted, of_kind, of_kind || '_' || counted);
end
$$;

-- How many products each brand, or each category, has.
create function count_names(counted text, of_column text) returns void
language plpgsql as $$
begin
  delete from word where language = counted and kind = of_column;
  execute format(
    'insert into word (language, kind, word, rows)
       select %L, %L, %I, count(*) from %I where %I is not null group by %I',
    counted, of_column, of_column, 'product_' || counted, of_column, of_column);
end
$$;

-- Forgets a language with all its rows, so that another encoder can take it over.
create function forget_language(old_code text) returns void
language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('rapport.prepare_language', 0));
  delete from word where language = old_code;
  delete from language where code = old_code;
  if found then
    execute format('drop table %I', 'product_' || old_code);
    execute format('drop table %I', 'faq_' || old_code);
  end if;
end
$$;
