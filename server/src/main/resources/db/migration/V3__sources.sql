-- What is asked for new papers on schedule, how far each harvest is, and how the last one went.
create table source (
  id text primary key,
  kind text not null,
  what text not null,
  base text,
  added_at text not null,
  bookmark text not null,
  next_at text not null,
  claimed_until text,
  tried_at text,
  good_at text,
  failing_since text,
  failures integer not null,
  trouble text,
  newest_day text
);
create index record_source_seen on record (source, seen_at);
