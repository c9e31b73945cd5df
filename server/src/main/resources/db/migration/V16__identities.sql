-- Who readers are at other services that they sign in through: one identity opens one account.
create table reader_identity (
  issuer text not null,
  subject text not null,
  -- Names it to its reader; opens nothing.
  id text not null unique,
  reader_id text not null references reader (id),
  -- What the reader is called there.
  label text not null,
  created_at text not null,
  used_at text,
  primary key (issuer, subject)
);
create index reader_identity_reader on reader_identity (reader_id);
