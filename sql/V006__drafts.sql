-- Running answers grow by rows: what came since the last save, not the whole text again. A thousand long answers
-- would else be written anew twice a second.
create table draft (
  conversation text not null,
  turn text not null,
  at integer not null,
  text text not null,
  primary key (conversation, turn, at),
  foreign key (conversation, turn) references turn on delete cascade
);
comment on table draft is 'What there is of answers that run; nothing of those that have ended.';
comment on column draft.at is 'The length of the answer before it.';

insert into draft (conversation, turn, at, text)
  select conversation, id, 0, draft from turn where finish is null and draft <> '';
alter table turn drop column draft;
