-- Which collection is read, empty for everything, and which there are, as a JSON array.
alter table zotero_library add column collection text not null default '';
alter table zotero_library add column collections text not null default '[]';
