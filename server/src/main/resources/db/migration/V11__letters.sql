-- Letters that are to leave the house, each once. What a letter says is written when its turn comes; here is kept what
-- it is about. Kept for a while after they are done, so that a letter that comes back is known.
create table letter (
  -- Digest of the key: names the file, and is in the Message-ID.
  id text primary key,
  -- The same key is taken once.
  once_key text not null unique,
  kind text not null,
  -- Id of the subscription, the reader or the claim.
  about text not null,
  address text not null,
  -- What its writer needs besides; emptied when it is done.
  detail text not null,
  -- 1: one of many; those somebody waits for go first.
  bulk integer not null,
  -- waiting, claimed, sending, sent, silent, overtaken, held, failed
  state text not null,
  attempts integer not null,
  next_at text not null,
  claim text,
  claimed_until text,
  reason text not null,
  posted_at text not null,
  done_at text
);
create index letter_state on letter (state, bulk, next_at);
create index letter_done on letter (done_at);
create index letter_about on letter (about, kind);

-- Letters that came back, and complaints: who may not be written to any more.
create table returned (
  letter_id text primary key,
  address text not null,
  -- bounce, delay (three stop an address), complaint
  kind text not null,
  -- The other server's word for it, such as 5.1.1.
  status text not null,
  at text not null
);
create index returned_address on returned (address);
