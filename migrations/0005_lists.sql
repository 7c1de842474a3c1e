-- Every list, count and map is answered from an index that begins with what the list is of, at a million cases as at ten.

-- Who has a hand in a case ('u:unit', 'p:person'): one question of one index instead of four of three tables.
alter table casefile add column seen_by text[] not null default '{}';
-- Number, words and address as they are compared in a search: one width, lower case, simplified characters.
alter table casefile add column words text not null default '';
update casefile c set
  words = lower(concat_ws(' ', number, state ->> 'text', state -> 'place' ->> 'address')),
  seen_by = array(
    select 'u:' || accountable
    union select 'u:' || o.unit from work_order o where o.street_id = c.street_id and o.case_id = c.id
    union select 'p:' || assignee where assignee is not null
    union select 'p:' || (state ->> 'reportedBy') where state ->> 'reportedBy' is not null);

-- A page is put together from the first rows of each street and stage; cases without a running promise come after all others.
drop index casefile_queue, casefile_due, casefile_newest, casefile_open, casefile_by_party;
create index casefile_queue on casefile (street_id, status, (coalesce(due_at, 'infinity'::timestamptz)), id);
create index casefile_newest on casefile (street_id, status, reported_at desc, id);
create index casefile_seen_by on casefile using gin (seen_by) with (fastupdate = off);
-- Counting the queues and their lights reads this index and no case.
create index casefile_lights on casefile (street_id, status, due_at, yellow_at) where status not in ('closed', 'refused', 'voided', 'merged');

-- Doors that know no street: a number said on the telephone, an Open311 client that asks what is new or follows one service.
create index casefile_by_number on casefile (number);
create index casefile_updated on casefile (updated_at);
create index casefile_by_matter on casefile (matter, reported_at desc, id) where matter is not null;
-- casefile_recent answers the same questions.
drop index casefile_reported;
