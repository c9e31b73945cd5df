-- Who gets the edition by mail, and when. With an account or without one; nobody gets anything who did not confirm.
create table subscription (
  id text primary key,
  reader_id text unique references reader (id),
  address text not null unique,
  -- asked, active, stopped, returned
  state text not null,
  -- day, week, month
  period text not null,
  -- Minutes after midnight in the zone.
  minute integer not null,
  zone text not null,
  -- Days of the week for a daily one: 1 (Monday) to 7, such as 12345.
  days text not null,
  -- JSON list of categories; empty for all.
  categories text not null,
  most integer not null,
  -- 1: nothing is sent where nothing is relevant, or nothing came.
  quiet_irrelevant integer not null,
  quiet_empty integer not null,
  -- Part of what its links are signed with: a new one makes old links void.
  generation integer not null,
  asked_at text not null,
  confirmed_at text,
  ended_at text,
  next_at text
);
create index subscription_next on subscription (state, next_at);

-- Secrets with which links are signed.
create table signing_key (
  purpose text primary key,
  secret text not null
);

-- Readers who made the links that act for them void, and how often.
create table act_link_generation (
  reader_id text primary key references reader (id),
  generation integer not null
);
