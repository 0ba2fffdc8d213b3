-- The catalogue: what the shop sells and answers, one partition a language.
--
-- A language has its own partition so that it has its own vector index: its encoder may have another
-- dimension, and loading one language changes no result of another. What changes often (price, stock) is
-- a column and never part of a vector.

create extension if not exists vector;

create table language (
  code text primary key check (code ~ '^[a-z]{2,8}$'),
  encoder text not null,
  dimension integer not null check (dimension between 1 and 4000)
);
comment on table language is 'Which encoder made the vectors of a language. Vectors of two encoders never mix.';

create table product (
  language text not null,
  id text not null,
  title text not null,
  description text,
  url text,
  image text,
  price bigint,
  list_price bigint,
  currency text,
  availability text not null,
  brand text,
  category text,
  gtin text,
  rating real,
  rating_count integer,
  attributes jsonb not null,
  terms tsvector not null,
  embedding halfvec not null,
  row_hash text not null,
  text_hash text not null,
  primary key (language, id)
) partition by list (language);
comment on column product.price is 'What it costs now, in minor units of currency.';
comment on column product.attributes is 'Everything else the feed says, an array of [name, value] in its order.';
comment on column product.row_hash is 'Of every field: equal means nothing to do.';
comment on column product.text_hash is 'Of the embedded text and the encoder: equal means no encoding to do.';

-- Words of new rows wait in a short list and are filed together; settle_language empties it.
create index product_terms on product using gin (terms) with (gin_pending_list_limit = 1024);
create index product_price on product (language, price);
create index product_brand on product (language, lower(brand));
create index product_category on product (language, lower(category) text_pattern_ops);

create table faq (
  language text not null,
  id text not null,
  question text not null,
  answer text not null,
  category text,
  link text,
  terms tsvector not null,
  question_embedding halfvec not null,
  answer_embedding halfvec not null,
  row_hash text not null,
  text_hash text not null,
  primary key (language, id)
) partition by list (language);

create index faq_terms on faq using gin (terms) with (gin_pending_list_limit = 1024);

-- Makes room for a language: its partitions. Answers the encoder recorded for it, which is the caller's unless another came first.
create function prepare_language(new_code text, new_encoder text, new_dimension integer)
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
    -- Ten times as many words are counted: enough to know the common ones from the rare.
    execute format('alter table %I alter column terms set statistics 500', 'product_' || new_code);
  end if;
  return query select l.encoder, l.dimension from language l where l.code = new_code;
end
$$;

-- How many products have a word, for the words that many have; what is not here is rare. Taken from the
-- statistics that PostgreSQL keeps anyway.
create table lexeme (
  language text not null,
  word text not null,
  products integer not null,
  primary key (language, word)
);

-- What is done once a load is over: vector indexes, which are built several times faster from all rows than
-- row by row (until then search compares exactly); the words still waiting to be filed; statistics. Vectors
-- are of unit length, so their inner product is the cosine.
create function settle_language(settled text) returns void
language plpgsql
set maintenance_work_mem = '512MB'
as $$
declare
  vectors record;
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
      'create index if not exists %I on %I using hnsw ((%I::halfvec(%s)) halfvec_ip_ops) with (m = 16, ef_construction = 64)',
      vectors.index, vectors.relation, vectors.name, vectors.dimension);
  end loop;
  perform gin_clean_pending_list(indexrelid)
    from pg_index i join pg_class c on c.oid = i.indexrelid join pg_am a on a.oid = c.relam
    where a.amname = 'gin'
      and i.indrelid in (('product_' || settled)::regclass, ('faq_' || settled)::regclass);
  execute format('analyze %I', 'product_' || settled);
  execute format('analyze %I', 'faq_' || settled);
  delete from lexeme where language = settled;
  insert into lexeme (language, word, products)
    select settled, m.word, ceil(m.share * c.reltuples)
    from pg_stats s
    join pg_class c on c.oid = format('%I.%I', s.schemaname, s.tablename)::regclass
    cross join lateral unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) as m (word, share)
    where s.schemaname = current_schema() and s.tablename = 'product_' || settled and s.attname = 'terms'
      and m.word is not null and c.reltuples > 0;
end
$$;

-- Forgets a language with all its rows, so that another encoder can take it over.
create function forget_language(old_code text) returns void
language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('rapport.prepare_language', 0));
  delete from lexeme where language = old_code;
  delete from language where code = old_code;
  if found then
    execute format('drop table %I', 'product_' || old_code);
    execute format('drop table %I', 'faq_' || old_code);
  end if;
end
$$;
