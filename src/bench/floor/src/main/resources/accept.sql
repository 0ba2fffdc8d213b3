with numbered as (
  insert into conversation as c (id, secret_hash, seq) values ($1, $2, 1)
  on conflict (id) do update set seq = c.seq + 1
    where not exists (select 1 from turn where conversation = $1 and client_id = $4)
  returning seq
),
asked as (
  insert into turn (conversation, id, client_id, seq, question, node)
  select $1, $3, $4, seq, $5, $6 from numbered
),
written as (
  insert into entry (conversation, seq, body) select $1, seq, $7::text::jsonb from numbered
)
select $3::text as turn, seq, $5::text as question, false as duplicate, null as finish
from numbered
union all
select id, seq, question, true, finish from turn where conversation = $1 and client_id = $4
