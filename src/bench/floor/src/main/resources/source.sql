with running as (
  select seq from turn where conversation = $1 and id = $2 and finish is null
),
known as (
  select e.seq from entry e, running r
  where e.conversation = $1 and e.seq > r.seq
    and e.body ->> 'type' = 'sources' and e.body ->> 'turn' = $2
),
numbered as (
  update conversation c set seq = c.seq + 1 from running r
  where c.id = $1 and not exists (select 1 from known)
  returning c.seq
),
written as (
  insert into entry (conversation, seq, body) select $1, seq, $3::text::jsonb from numbered returning seq
),
received as (
  update turn set receipt = $4::text::jsonb where conversation = $1 and id = $2 and exists (select 1 from numbered)
)
select seq from written union all select seq from known
