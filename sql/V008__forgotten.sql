-- A language that is forgotten is a change like any other: what a gateway holds of it in memory is not believed.
create or replace function forget_language(old_code text) returns void
language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('rapport.prepare_language', 0));
  delete from word where language = old_code;
  delete from language where code = old_code;
  if found then
    execute format('drop table %I', 'product_' || old_code);
    execute format('drop table %I', 'faq_' || old_code);
    insert into change default values;
  end if;
end
$$;
