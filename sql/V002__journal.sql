-- The journal: what was said, numbered without holes, before anyone is told that it was.

create table conversation (
  id text primary key,
  secret_hash text not null,
  seq bigint not null default 0,
  created_at timestamptz not null default now()
);
comment on column conversation.seq is 'The number of the last entry. Taken under the row''s lock, so there are no holes.';

create table turn (
  conversation text not null references conversation on delete cascade,
  id text not null,
  client_id text not null,
  seq bigint not null,
  question text not null,
  node bigint not null,
  draft text not null default '',
  finish text,
  asked_at timestamptz not null default now(),
  primary key (conversation, id),
  unique (conversation, client_id)
);
comment on column turn.client_id is 'The client''s own message id: sending it again finds this turn.';
comment on column turn.seq is 'The number of its question''s entry.';
comment on column turn.node is 'The process that answers: it holds the advisory lock of this number while it lives.';
comment on column turn.draft is 'The answer so far, while it runs.';
comment on column turn.finish is 'How it ended, or the code of the error it ended in; null while it runs.';

create index turn_running on turn (node) where finish is null;

create table entry (
  conversation text not null references conversation on delete cascade,
  seq bigint not null,
  body jsonb not null,
  primary key (conversation, seq)
);
comment on column entry.body is 'The frame as the protocol has it, without its seq.';

create table feedback (
  conversation text not null,
  turn text not null,
  rating text not null check (rating in ('up', 'down')),
  comment text,
  at timestamptz not null default now(),
  primary key (conversation, turn),
  foreign key (conversation, turn) references turn (conversation, id) on delete cascade
);
