-- Who holds a claim, so that a process that slept past its hold cannot write over what another did since.
alter table source add column claim text;

-- When a record first came; seen_at moves on with every change of it.
alter table record add column first_seen_at text;
update record set first_seen_at = seen_at;
drop index record_source_seen;
create index record_source_first_seen on record (source, first_seen_at);
