-- Secret addresses under which a reader's own feeds are read without signing in; the database has digests only.
create table feed_link (
  id text primary key,
  reader_id text not null references reader (id),
  -- edition, follows, follow (one of them), all
  kind text not null,
  -- Which of the things followed, where it is one; its feed ends when it is followed no longer.
  follow_id text,
  label text not null,
  digest text not null unique,
  created_at text not null,
  read_at text
);
create index feed_link_reader on feed_link (reader_id);

-- Addresses that are told when something happens.
create table webhook (
  id text primary key,
  reader_id text not null references reader (id),
  address text not null,
  -- edition, follow (one of the things followed)
  kind text not null,
  follow_id text,
  -- Signs what is told, so it has to be kept as it is.
  secret text not null,
  created_at text not null,
  -- What happened up to here has been looked at.
  seen text not null,
  -- Deliveries given up since the last good one.
  failures integer not null,
  disabled_at text,
  disabled_reason text not null,
  -- When it was last tried, and what came of it: a status, or words.
  tried_at text,
  outcome text not null
);
create index webhook_reader on webhook (reader_id);

create table webhook_delivery (
  id text primary key,
  webhook_id text not null references webhook (id),
  -- What it is about: told once.
  subject text not null,
  body text not null,
  created_at text not null,
  attempts integer not null,
  -- When it is tried next; null once it is done or given up.
  next_at text,
  delivered_at text,
  outcome text not null,
  unique (webhook_id, subject)
);
create index webhook_delivery_next on webhook_delivery (next_at);
