with ended as (
  update turn set finish = $3
  where conversation = $1 and id = $2 and finish is null
  returning conversation
),
cleared as (
  delete from draft d using ended e where d.conversation = e.conversation and d.turn = $2
),
numbered as (
  update conversation c set seq = c.seq + 1 from ended e where c.id = e.conversation
  returning c.seq
)
insert into entry (conversation, seq, body) select $1, seq, $4::text::jsonb from numbered returning seq
