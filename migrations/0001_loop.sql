-- The closed loop. Every big table has street_id first in its keys, there are no triggers, and a case's street never
-- changes, so that the same schema runs on one server or spread over many (docs/decisions/0003-schema-that-can-be-spread.md).

-- The place, as imported from a world folder. `body` is the validated rule type; the columns are what SQL asks for.
create table world (sole boolean primary key default true check (sole), version bigint not null, body jsonb not null);
create table place (code text, valid_from date, level text not null, body jsonb not null, primary key (code, valid_from));
create table named_place (code text primary key, body jsonb not null);
create table road (id text primary key, body jsonb not null);
create table asset (street_id text, code text, part text not null, body jsonb not null, primary key (street_id, code));
create index asset_by_code on asset (code);
create table matter (key text primary key, body jsonb not null);
create table unit (id text primary key, body jsonb not null);
create table person (id text primary key, account text not null unique, password_hash text not null, body jsonb not null);
create table duty_row (id text primary key, rank int not null, body jsonb not null);
create table contract (id text primary key, body jsonb not null);
create table calendar_day (day date primary key, kind text not null check (kind in ('work', 'rest')), name jsonb not null);

-- Sign-ins. Only the hash of a token is kept, so a stolen backup opens no session.
create table session (token_hash bytea primary key, person_id text not null references person, opened_at timestamptz not null, seen_at timestamptz not null, ends_at timestamptz not null);
create index session_of_person on session (person_id);
-- One random secret for follow links and other derived tokens.
create table secret (name text primary key, value bytea not null);

-- A case as it stands now: `state` is the fold of its events, the other columns are for lists and maps.
create table casefile (
  street_id text not null,
  id uuid not null,
  number text not null,
  version int not null,
  status text not null check (status in ('reported', 'verifying', 'to_file', 'to_dispatch', 'handling', 'suspended', 'to_check', 'checking', 'to_close', 'closed', 'refused', 'voided', 'merged')),
  channel text not null,
  matter text,
  urgent boolean not null,
  accountable text not null,
  assignee text,
  community text,
  duty_grid text,
  asset text,
  lon float8,
  lat float8,
  due_at timestamptz,
  yellow_at timestamptz,
  reported_at timestamptz not null,
  updated_at timestamptz not null,
  state jsonb not null,
  primary key (street_id, id),
  unique (street_id, number)
);
create index casefile_by_id on casefile (id);
create index casefile_queue on casefile (street_id, status, due_at, id);
create index casefile_newest on casefile (street_id, reported_at desc, id);
-- One list over several streets, most urgent first, without sorting a million rows.
create index casefile_due on casefile (due_at, id) where due_at is not null;
create index casefile_recent on casefile (reported_at desc, id);
create index casefile_open on casefile (street_id, status) where status not in ('closed', 'refused', 'voided', 'merged');
create index casefile_by_party on casefile (street_id, accountable, status);
-- Same-incident candidates and the live map ask for open cases by place; finished ones are far more and stay out.
create index casefile_open_place on casefile using gist (point(lon, lat)) where status not in ('closed', 'refused', 'voided', 'merged');
create index casefile_open_asset on casefile (street_id, asset) where asset is not null and status not in ('closed', 'refused', 'voided', 'merged');

create table work_order (
  street_id text not null,
  case_id uuid not null,
  id uuid not null,
  unit text not null,
  handler text,
  lead boolean not null,
  status text not null check (status in ('sent', 'underway', 'done', 'returned', 'withdrawn')),
  primary key (street_id, case_id, id),
  foreign key (street_id, case_id) references casefile
);
create index work_order_of_unit on work_order (street_id, unit, status);

-- What happened, for ever. It is its own outbox: readers follow (xid, log_no) and stop before transactions still open.
create table case_event (
  street_id text not null,
  case_id uuid not null,
  seq int not null,
  log_no bigint generated always as identity,
  xid xid8 not null default pg_current_xact_id(),
  type text not null,
  body jsonb not null,
  actor text not null,
  role text not null,
  said_at timestamptz not null,
  heard_at timestamptz not null,
  primary key (street_id, case_id, seq)
);
create index case_event_log on case_event (xid, log_no);

-- Who reported, apart from the case, so that lists, maps and exports never touch a person's telephone number.
create table report (
  street_id text not null,
  case_id uuid not null,
  contact_name text not null,
  contact_phone text not null,
  original_place jsonb not null,
  photos_to_come int not null,
  primary key (street_id, case_id)
);

-- A report's key never expires: a phone that comes back after weeks still doubles nothing. Keyed by the key alone, because
-- it arrives before the street is known; the one table that is spread by key instead of by street.
create table report_key (key uuid primary key, street_id text not null, case_id uuid not null, body_hash bytea not null);
-- The same key with other content: refused, and the second text kept for a person to read.
create table key_conflict (key uuid not null, heard_at timestamptz not null, body jsonb not null, primary key (key, heard_at));
create table command_key (street_id text, case_id uuid, key uuid, body_hash bytea not null, primary key (street_id, case_id, key));

create table photo (
  street_id text not null,
  case_id uuid not null,
  id text not null,
  bytes int not null,
  width int not null,
  height int not null,
  -- What the camera wrote into the file before we stripped it: evidence, never served with the picture.
  taken_at timestamptz,
  lon float8,
  lat float8,
  look text not null,
  uploaded_by text not null,
  uploaded_at timestamptz not null,
  primary key (street_id, case_id, id)
);
create index photo_by_id on photo (id);

-- Serial numbers are leased in blocks, so that reports of one street do not queue behind one row.
create table number_lease (street_id text, day date, next int not null, primary key (street_id, day));
