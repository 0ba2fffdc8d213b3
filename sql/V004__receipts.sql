-- How each answer came about, kept with its turn and found by the turn's id alone.

alter table turn add column receipt jsonb;
comment on column turn.receipt is 'What was understood, looked at and said to the model, once the sources are known.';

create index turn_id on turn (id);
