-- A contract going from one operator to another (合同交接): what goes over, from when, and how far it has come street by street.
create table handover (
  id uuid primary key,
  contract text not null,
  from_unit text not null,
  to_unit text not null,
  cut_over_at timestamptz not null,
  list_version int not null,
  state text not null check (state in ('waiting', 'running', 'done', 'cancelled')),
  body jsonb not null,
  planned_at timestamptz not null,
  planned_by text not null,
  done_at timestamptz
);
-- One at a time: a second one would be planned from what the first has not yet made.
create unique index handover_open on handover (contract) where state in ('waiting', 'running');

-- Where the pass through a street stands; a worker that dies goes on from here.
create table handover_street (
  street_id text not null,
  handover_id uuid not null references handover,
  last_case uuid,
  moved_in_pass int not null default 0,
  looks int not null default 0,
  done_at timestamptz,
  primary key (street_id, handover_id)
);

-- What went over, for those who gave it and those who got it.
create table handover_case (
  street_id text not null,
  handover_id uuid not null references handover,
  case_id uuid not null,
  number text not null,
  from_unit text not null,
  to_unit text not null,
  orders int not null,
  at timestamptz not null,
  primary key (street_id, handover_id, case_id)
);
create index handover_case_of on handover_case (handover_id, at);
