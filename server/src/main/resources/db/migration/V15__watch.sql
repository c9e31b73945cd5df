-- What is told of papers outside their own records, by the names of the papers it is about. The truth, as `record` is.
create table notice (
  scheme text not null,
  value text not null,
  source text not null,
  notice_key text not null,
  body text not null,
  seen_at text not null,
  primary key (scheme, value, source, notice_key)
);

-- What came to be known of papers after they were here.
insert into counter (name, value) values ('news', 0);

create table paper_news (
  id bigint primary key,
  paper_id text not null references paper (id),
  notice text not null,
  at text not null
);
create index paper_news_paper on paper_news (paper_id, id);

-- Up to which of them a reader has looked.
create table news_seen (
  reader_id text primary key references reader (id),
  news_id bigint not null
);
