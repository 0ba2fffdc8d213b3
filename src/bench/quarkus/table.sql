-- The tables of LangChain4j's pgvector store, as it would create them, filled from the catalogue: the same
-- vectors, and an index with the catalogue's own parameters. Its text is the line that the prompt quotes, its
-- metadata what a card shows.

drop table if exists bench_quarkus_product, bench_quarkus_faq;

create table bench_quarkus_product (
  embedding_id uuid primary key,
  embedding vector(384),
  text text,
  metadata json
);
create table bench_quarkus_faq (like bench_quarkus_product including all);

insert into bench_quarkus_product
select
  md5('product ' || id)::uuid,
  embedding::vector(384),
  '- ' || regexp_replace(concat_ws(
    ' | ',
    title,
    'brand: ' || brand,
    'price: ' || trim(to_char(price / 100.0, '999999990.00')) || ' ' || currency,
    case when availability = 'in_stock' then 'in stock' else 'not in stock' end,
    'rating: ' || rating || ' of 5',
    left(description, 400)), '\s+', ' ', 'g'),
  json_strip_nulls(json_build_object(
    'id', id, 'title', title, 'url', url, 'image', image, 'price', price, 'list_price', list_price,
    'currency', currency, 'brand', brand, 'category', category, 'availability', availability,
    'rating', rating, 'rating_count', rating_count))
from product
where language = 'en';

insert into bench_quarkus_faq
select
  md5('faq ' || id)::uuid,
  question_embedding::vector(384),
  '- Q: ' || left(regexp_replace(question, '\s+', ' ', 'g'), 400)
    || ' A: ' || left(regexp_replace(answer, '\s+', ' ', 'g'), 1200),
  json_build_object('id', id, 'question', question, 'answer', answer)
from faq
where language = 'en';

create index on bench_quarkus_product using hnsw (embedding vector_cosine_ops) with (m = 16, ef_construction = 200);
create index on bench_quarkus_faq using hnsw (embedding vector_cosine_ops) with (m = 16, ef_construction = 200);

analyze bench_quarkus_product;
analyze bench_quarkus_faq;
