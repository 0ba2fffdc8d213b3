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

alter table language add column revision bigint not null default 0;
comment on column language.revision is 'Counts the loads: what gateways remember of a language is of one of them.';

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

-- What is done once a load is over: vector indexes, which are built several times faster from all rows than
-- row by row (until then search compares exactly); the words still waiting to be filed; statistics and counts.
-- Vectors are of unit length, so their inner product is the cosine.
create function settle_language(settled text) returns void
language plpgsql
set maintenance_work_mem = '2GB'
as $$
declare
  vectors record;
  counted text;
begin
  perform pg_advisory_xact_lock(hashtextextended('rapport.settle_language', 0));
  for vectors in
    select kind || '_' || settled as relation, kind || '_' || settled || '_' || name as index, name, l.dimension
    from language l,
      (values ('product', 'embedding'), ('faq', 'question_embedding'), ('faq', 'answer_embedding'))
        as v (kind, name)
    where l.code = settled
  loop
    execute format(
      'create index if not exists %I on %I using hnsw ((%I::halfvec(%s)) halfvec_ip_ops) with (m = 16, ef_construction = 200)',
      vectors.index, vectors.relation, vectors.name, vectors.dimension);
  end loop;
  perform gin_clean_pending_list(indexrelid)
    from pg_index i join pg_class c on c.oid = i.indexrelid join pg_am a on a.oid = c.relam
    where a.amname = 'gin'
      and i.indrelid in (('product_' || settled)::regclass, ('faq_' || settled)::regclass);
  delete from word where language = settled;
  foreach counted in array array['product', 'faq'] loop
    execute format('analyze %I', counted || '_' || settled);
    execute format(
      'insert into word (language, kind, word, rows)
         select %L, %L, t, count(*) from %I, unnest(terms) t group by t having count(*) > 1',
      settled, counted, counted || '_' || settled);
  end loop;
  foreach counted in array array['brand', 'category'] loop
    execute format(
      'insert into word (language, kind, word, rows)
         select %L, %L, %I, count(*) from %I where %I is not null group by %I',
      settled, counted, counted, 'product_' || settled, counted, counted);
  end loop;
  update language set revision = revision + 1 where code = settled;
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
