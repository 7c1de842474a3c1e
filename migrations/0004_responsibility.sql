-- The duty list in versions. An edit is a new version that holds from a moment on; what held before is never touched, so that
-- every past decision stays explained. In force is the highest version whose moment has come; versions do not overtake one another.
create table duty_list (
  version int primary key,
  effective_at timestamptz not null,
  saved_at timestamptz not null,
  saved_by text not null,
  reason text not null,
  rows jsonb not null,
  -- A version that was still waiting may be taken back; one that ever held may not.
  withdrawn_at timestamptz check (withdrawn_at is null or withdrawn_at <= effective_at)
);
insert into duty_list (version, effective_at, saved_at, saved_by, reason, rows)
select 1, to_timestamp(0), now(), 'system', '', jsonb_agg(
  jsonb_build_object('version', 1, 'hours', '[]'::jsonb, 'coHandlers', '[]'::jsonb, 'limit', null, 'powers', '["service"]'::jsonb, 'clause', null, 'priority', 0)
  || (body - 'rank' - 'territory')
  || jsonb_build_object('territory', case when body -> 'territory' = 'null'::jsonb then null else jsonb_build_object('place', body ->> 'territory') end)
  order by id)
from duty_row having count(*) > 0;
drop table duty_row;

-- What was done to responsibility itself, for ever: lists saved, authorisations granted and suspended, contracts handed over.
create table responsibility_event (
  seq bigint generated always as identity primary key,
  at timestamptz not null,
  actor text not null,
  type text not null,
  body jsonb not null
);
create index responsibility_event_type on responsibility_event (type, at);

-- What a government body lets a company do (授权): one row as it stands, its history in the events.
create table authorisation (id text primary key, version int not null, body jsonb not null);

-- Counting refusals and hops asks only for these few events of a span.
create index case_event_argued on case_event (street_id, heard_at) where type in ('order_returned', 'ruled');
-- A preview reads a year of cases.
create index casefile_reported on casefile (reported_at);
