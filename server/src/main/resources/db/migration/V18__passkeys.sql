-- Ways into accounts that devices keep (Web Authentication).
create table passkey (
  -- Names it to its reader; opens nothing.
  id text primary key,
  reader_id text not null references reader (id),
  -- The device's name for it, base64url.
  credential_id text not null unique,
  -- Its public key, as the device told it.
  credential bytea not null,
  -- How often it was used; 0 for ever where the device does not count.
  counter bigint not null,
  -- What the device said of itself: whether it checked who holds it, whether it can be and is backed up.
  verified integer not null,
  backup_eligible integer not null,
  backed_up integer not null,
  name text not null,
  created_at text not null,
  used_at text
);
create index passkey_reader on passkey (reader_id);
