create table reading_list (
  id text primary key,
  reader_id text not null references reader (id),
  name text not null,
  description text not null,
  visibility text not null,
  secret text not null unique,
  created_at text not null,
  changed_at text not null
);
create index reading_list_reader on reading_list (reader_id);
create index reading_list_public on reading_list (visibility, changed_at);

create table reading_list_item (
  list_id text not null references reading_list (id),
  paper_id text not null references paper (id),
  position integer not null,
  added_at text not null,
  primary key (list_id, paper_id)
);

create table reading_status (
  reader_id text not null references reader (id),
  paper_id text not null references paper (id),
  status text not null,
  changed_at text not null,
  primary key (reader_id, paper_id)
);

-- Notes on papers; with a quote they are highlights of the abstract, found again by the quote when the text changes.
create table note (
  id text primary key,
  reader_id text not null references reader (id),
  paper_id text not null references paper (id),
  body text not null,
  quote text not null,
  starts integer not null,
  ends integer not null,
  -- Body and quote in lower case without accents, for searching.
  folded text not null,
  created_at text not null,
  changed_at text not null
);
create index note_reader on note (reader_id, paper_id);

-- What a reader wants to hear of. A saved search is a follow of kind 'search'.
create table follow (
  id text primary key,
  reader_id text not null references reader (id),
  kind text not null,
  target text not null,
  label text not null,
  -- Whether it makes a section of the reader's edition.
  section integer not null,
  created_at text not null,
  unique (reader_id, kind, target)
);

-- A reader's library elsewhere, and up to which of its versions it has been read.
create table zotero_library (
  reader_id text primary key references reader (id),
  library text not null,
  api_key text not null,
  version bigint not null,
  list_id text references reading_list (id),
  synced_at text,
  outcome text not null
);

create table zotero_item (
  reader_id text not null references reader (id),
  paper_id text not null references paper (id),
  item_key text not null,
  primary key (reader_id, paper_id)
);
