-- One script for SQLite and PostgreSQL: text for times (ISO 8601, UTC), bytea for bytes (SQLite takes any type name).

create table counter (
  name text primary key,
  value bigint not null
);
insert into counter (name, value) values ('revision', 0);
insert into counter (name, value) values ('record', 0);
insert into counter (name, value) values ('merge', 0);

-- What the records of a paper say together: derived, can be computed anew from `record`.
create table paper (
  id text primary key,
  revision bigint not null,
  metadata text not null,
  text_digest text not null,
  published text,
  added_at text not null,
  merged_into text
);
create unique index paper_revision on paper (revision);
create index paper_published on paper (published);
create index paper_added on paper (added_at);

-- What a source said, in neutral JSON. The truth.
create table record (
  id bigint primary key,
  paper_id text not null references paper (id),
  source text not null,
  record_key text not null,
  digest text not null,
  metadata text not null,
  seen_at text not null
);
create index record_paper on record (paper_id);
create index record_key on record (source, record_key);

create table identifier (
  scheme text not null,
  value text not null,
  paper_id text not null references paper (id),
  primary key (scheme, value, paper_id)
);
create index identifier_paper on identifier (paper_id);

create table match_key (
  match_key text not null,
  paper_id text not null references paper (id),
  primary key (match_key, paper_id)
);
create index match_key_paper on match_key (paper_id);

create table listing (
  list text not null,
  day text not null,
  position integer not null,
  paper_id text not null references paper (id),
  primary key (day, list, paper_id)
);
create index listing_paper on listing (paper_id);

create table merge_event (
  id bigint primary key,
  happened_at text not null,
  record_id bigint not null references record (id),
  from_paper text not null,
  into_paper text not null,
  reason text not null,
  score double precision not null,
  undone_at text
);
create index merge_into on merge_event (into_paper);
create index merge_from on merge_event (from_paper);

create table kept_apart (
  paper_a text not null,
  paper_b text not null,
  primary key (paper_a, paper_b)
);

create table vector (
  paper_id text not null references paper (id),
  space text not null,
  text_digest text not null,
  data bytea not null,
  primary key (paper_id, space)
);
