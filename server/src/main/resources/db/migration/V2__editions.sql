-- Editions as they were printed.
create table edition (
  period text not null,
  date text not null,
  number integer not null,
  printed_at text not null,
  digest text not null,
  body text not null,
  primary key (period, date)
);
