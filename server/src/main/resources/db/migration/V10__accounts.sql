-- How readers are known. Secrets are kept as SHA-256 of 160 random bits; passwords as the encoder writes them.
alter table reader add column email_confirmed_at text;
create unique index reader_email on reader (email);

create table session (
  -- Digest of the secret in the cookie.
  id text primary key,
  -- Names the session to its reader; opens nothing.
  handle text not null unique,
  reader_id text not null references reader (id),
  -- Such as "Firefox on Linux"; nothing finer is kept.
  device text not null,
  -- 1: also after the browser was closed.
  stays integer not null,
  created_at text not null,
  seen_at text not null,
  expires_at text not null
);
create index session_reader on session (reader_id);
create index session_expires on session (expires_at);

create table api_token (
  id text primary key,
  reader_id text not null references reader (id),
  name text not null,
  digest text not null unique,
  scopes text not null,
  created_at text not null,
  used_at text,
  expires_at text
);
create index api_token_reader on api_token (reader_id);

-- Links that do one thing once: the first administrator, an invitation, a forgotten password.
create table one_time_link (
  digest text primary key,
  handle text not null unique,
  purpose text not null,
  -- Whom it is for; for an invitation, nobody yet.
  reader_id text references reader (id),
  -- Who made it.
  by_id text references reader (id),
  -- For an invitation the role.
  detail text not null,
  created_at text not null,
  expires_at text not null
);
create index one_time_link_reader on one_time_link (reader_id);

-- What administrators set; what is not here has its default.
create table setting (
  name text primary key,
  value text not null
);

-- Who did what, when. Kept for a set time.
insert into counter (name, value) values ('audit', 0);

create table audit (
  id bigint primary key,
  at text not null,
  reader_id text references reader (id),
  deed text not null,
  object text not null,
  detail text not null
);
create index audit_at on audit (at);
