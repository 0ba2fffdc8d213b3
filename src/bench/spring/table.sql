-- The tables of Spring AI's pgvector store, as it would create them, filled from the catalogue: the same
-- vectors, and an index with the catalogue's own parameters. Its content is the line that the prompt quotes, its
-- metadata what a card shows.

drop table if exists bench_spring_product, bench_spring_faq;

create table bench_spring_product (
  id uuid primary key,
  content text,
  metadata json,
  embedding vector(384)
);
create table bench_spring_faq (like bench_spring_product including all);

insert into bench_spring_product (id, embedding, content, metadata)
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

insert into bench_spring_faq (id, embedding, content, metadata)
select
  md5('faq ' || id)::uuid,
  question_embedding::vector(384),
  '- Q: ' || left(regexp_replace(question, '\s+', ' ', 'g'), 400)
    || ' A: ' || left(regexp_replace(answer, '\s+', ' ', 'g'), 1200),
  json_build_object('id', id, 'question', question, 'answer', answer)
from faq
where language = 'en';

create index on bench_spring_product using hnsw (embedding vector_cosine_ops) with (m = 16, ef_construction = 200);
create index on bench_spring_faq using hnsw (embedding vector_cosine_ops) with (m = 16, ef_construction = 200);

analyze bench_spring_product;
analyze bench_spring_faq;
