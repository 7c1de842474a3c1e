-- Two other contents under one key may be heard in the same millisecond, and both are kept: told apart by what they say,
-- not by when. Heard twice, one content is kept once.
alter table key_conflict add column body_hash bytea;
update key_conflict set body_hash = sha256(convert_to(body::text, 'UTF8'));
alter table key_conflict alter column body_hash set not null;
alter table key_conflict drop constraint key_conflict_pkey;
alter table key_conflict add primary key (key, body_hash);
