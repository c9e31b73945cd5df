-- What readers tell each other. A reader who leaves takes words along and leaves the place, so that answers keep theirs.
create table comment (
  id text primary key,
  paper_id text not null references paper (id),
  parent_id text references comment (id),
  reader_id text references reader (id),
  body text not null,
  created_at text not null,
  edited_at text,
  deleted_at text,
  hidden_at text,
  hidden_reason text
);
create index comment_paper on comment (paper_id, created_at);
create index comment_reader on comment (reader_id);

-- What a comment said before it was edited.
create table comment_version (
  comment_id text not null references comment (id),
  version integer not null,
  body text not null,
  written_at text not null,
  primary key (comment_id, version)
);

create table comment_report (
  comment_id text not null references comment (id),
  reader_id text not null references reader (id),
  reason text not null,
  reported_at text not null,
  settled_at text,
  primary key (comment_id, reader_id)
);

-- What editors decided, with their reasons.
insert into counter (name, value) values ('moderation', 0);
create table moderation (
  id bigint primary key,
  editor_id text references reader (id),
  deed text not null,
  subject text not null,
  reason text not null,
  done_at text not null
);

create table submission (
  id text primary key,
  reader_id text references reader (id),
  paper_id text not null references paper (id),
  given text not null,
  day text not null,
  submitted_at text not null,
  unique (paper_id, day)
);
create index submission_reader on submission (reader_id, submitted_at);

-- Who says to have written a paper, and how that was found out.
create table authorship_claim (
  id text primary key,
  paper_id text not null references paper (id),
  reader_id text not null references reader (id),
  author integer not null,
  author_name text not null,
  method text not null,
  evidence text not null,
  token_digest text,
  token_until text,
  state text not null,
  claimed_at text not null,
  decided_at text,
  reason text not null,
  unique (paper_id, reader_id)
);
create index claim_reader on authorship_claim (reader_id);
create index claim_state on authorship_claim (state);

-- Code, data, project pages and models that readers of this house linked to papers.
create table paper_link (
  id text primary key,
  paper_id text not null references paper (id),
  reader_id text references reader (id),
  kind text not null,
  address text not null,
  added_at text not null,
  removed_at text,
  removed_by text
);
create index paper_link_paper on paper_link (paper_id);

-- Bursts of votes that an editor looked at and found to be honest.
create table burst_cleared (
  paper_id text primary key references paper (id),
  cleared_at text not null
);
