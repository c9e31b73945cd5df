-- What readers say of papers: never changed but for being taken back, deleted only by their owners.
insert into counter (name, value) values ('judgment', 0);

create index paper_merged_into on paper (merged_into);

create table judgment (
  id bigint primary key,
  reader_id text not null references reader (id),
  kind text not null,
  paper_id text references paper (id),
  -- The right one of a pair; a list that was ordered.
  other_id text references paper (id),
  list_id text,
  -- Up 1, down -1; stars; seconds.
  amount double precision not null,
  -- A reason, an outcome, a kind of link.
  word text not null,
  -- Attributes, words, an order: JSON.
  detail text not null,
  happened_at text not null,
  recorded_at text not null,
  source text not null,
  place text not null,
  position integer,
  propensity double precision,
  request_key text not null,
  undone_at text,
  unique (reader_id, request_key)
);
create index judgment_reader on judgment (reader_id, id);
create index judgment_paper on judgment (paper_id, kind);

-- What each reader's judgments of a paper come to now: derived from `judgment`.
create table standing (
  reader_id text not null references reader (id),
  paper_id text not null references paper (id),
  kind text not null,
  judgment_id bigint not null,
  amount double precision not null,
  at text not null,
  primary key (reader_id, paper_id, kind)
);
create index standing_paper on standing (paper_id, kind);
create index standing_at on standing (kind, at);

-- Readers who do not want it kept what they saw, opened and how long they stayed.
create table unobserved (
  reader_id text primary key references reader (id),
  since text not null
);
