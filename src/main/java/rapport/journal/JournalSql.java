package rapport.journal;

/**
 * The journal's statements. Numbers are taken under the conversation's row lock, so there are no
 * holes.
 */
final class JournalSql {
  private JournalSql() {}

  /**
   * $1 conversation, $2 secret hash, $3 turn, $4 client id, $5 question, $6 node, $7 entry. Two
   * senders of one client id at the same moment: one of them breaks the unique key and asks again.
   */
  static final String ACCEPT =
      """
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
        insert into entry (conversation, seq, body) select $1, seq, $7 from numbered
      )
      select $3::text as turn, seq, $5::text as question, false as duplicate, null as finish
      from numbered
      union all
      select id, seq, question, true, finish from turn where conversation = $1 and client_id = $4
      """;

  /**
   * $1 conversation, $2 turn, $3 entry, $4 receipt. Done once: it is tried again when its news is
   * lost.
   */
  static final String SOURCE =
      """
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
        insert into entry (conversation, seq, body) select $1, seq, $3 from numbered returning seq
      ),
      received as (
        update turn set receipt = $4 where conversation = $1 and id = $2 and exists (select 1 from numbered)
      )
      select seq from written union all select seq from known
      """;

  /** $1 conversation, $2 turn, $3 finish, $4 entry. */
  static final String FINISH =
      """
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
      insert into entry (conversation, seq, body) select $1, seq, $4 from numbered returning seq
      """;

  /** $1 conversation, $2 turn, $3 error code. */
  static final String FAIL =
      """
      with cleared as (delete from draft where conversation = $1 and turn = $2)
      update turn set finish = $3 where conversation = $1 and id = $2 and finish is null
      """;

  /** $1 conversation, $2 secret hash, $3 entry. */
  static final String APPEND =
      """
      with numbered as (
        insert into conversation as c (id, secret_hash, seq) values ($1, $2, 1)
        on conflict (id) do update set seq = c.seq + 1
        returning seq
      )
      insert into entry (conversation, seq, body) select $1, seq, $3 from numbered returning seq
      """;

  /** $1 conversation. Its last turn is found from the record's end, as in {@link #RECENT}. */
  static final String OPEN =
      """
      select c.secret_hash, c.seq, t.id as turn, t.finish
      from conversation c
      left join lateral (
        select body ->> 'turn' as turn from entry
        where conversation = c.id and body ->> 'type' = 'question'
        order by seq desc limit 1) last on true
      left join turn t on t.id = last.turn
      where c.id = $1
      """;

  /** $1 conversation, $2 after, $3 limit. */
  static final String REPLAY =
      """
      select seq, body from entry where conversation = $1 and seq > $2 order by seq limit $3
      """;

  /** $1 turn. */
  static final String TURN =
      """
      select t.conversation, c.secret_hash, t.question, t.asked_at, t.finish, t.receipt
      from turn t join conversation c on c.id = t.conversation
      where t.id = $1 limit 1
      """;

  /**
   * $1 conversation, $2 limit, $3 whether with sources. The newest first. Read from the record's
   * end: answers further back cost nothing. Turns are found by their ids alone, or all of the
   * conversation would be read for them.
   */
  static final String RECENT =
      """
      select t.question, e.body ->> 'text' as answer,
        case when $3 then (
          select s.body from entry s
          where s.conversation = t.conversation and s.seq > t.seq and s.seq < e.seq
            and s.body ->> 'type' = 'sources' and s.body ->> 'turn' = t.id) end as sources
      from (
        select seq, body from entry
        where conversation = $1 and body ->> 'type' = 'done'
        order by seq desc limit $2) e
      join turn t on t.id = e.body ->> 'turn'
      order by t.seq desc
      """;

  /** $1 conversation, $2 turn, $3 rating, $4 comment. */
  static final String RATE =
      """
      insert into feedback (conversation, turn, rating, comment)
      select conversation, id, $3, $4 from turn where conversation = $1 and id = $2
      on conflict (conversation, turn) do update
        set rating = excluded.rating, comment = excluded.comment, at = now()
      """;

  /**
   * $1 an array of {conversation, turn, at, text}. The lock keeps an answer from ending meanwhile,
   * so that nothing is left of it. A save whose outcome was not heard of comes again, longer.
   */
  static final String SAVE_DRAFTS =
      """
      insert into draft (conversation, turn, at, text)
      select d.conversation, d.turn, d.at, d.text
      from jsonb_to_recordset($1) as d (conversation text, turn text, at integer, text text)
      join turn t on t.conversation = d.conversation and t.id = d.turn and t.finish is null
      for share of t
      on conflict (conversation, turn, at) do update set text = excluded.text
      """;

  /**
   * $1 node, $2 how many at most. Running turns of other processes whose lock nobody holds: those
   * processes are gone. The lock is tried as a shared one, so that those who look at the same time
   * do not take each other for the living.
   */
  static final String ABANDONED =
      """
      with gone as materialized (
        select node from (select distinct node from turn where finish is null and node <> $1) n
        where pg_try_advisory_xact_lock_shared(node)
      )
      select t.conversation, t.id,
        coalesce((
          select string_agg(d.text, '' order by d.at) from draft d
          where d.conversation = t.conversation and d.turn = t.id), '') as draft
      from turn t join gone g on g.node = t.node
      where t.finish is null
      limit $2
      """;

  /** $1 node, $2 conversation. Its running turn, when that is one as in {@link #ABANDONED}. */
  static final String ABANDONED_THERE =
      """
      with running as materialized (
        select conversation, id, node from turn
        where conversation = $2 and finish is null and node <> $1
      )
      select t.conversation, t.id,
        coalesce((
          select string_agg(d.text, '' order by d.at) from draft d
          where d.conversation = t.conversation and d.turn = t.id), '') as draft
      from running t
      where pg_try_advisory_xact_lock_shared(t.node)
      """;

  /** $1 node. Held for as long as the connection lives. */
  static final String HOLD = "select pg_advisory_lock($1)";
}
