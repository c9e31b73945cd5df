-- People with accounts. Everything a reader owns refers to reader(id) and goes when the reader does.
create table reader (
  id text primary key,
  name text not null unique,
  display_name text not null,
  email text,
  role text not null,
  password text,
  created_at text not null,
  closed_at text
);
