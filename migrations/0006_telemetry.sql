-- Where people, vehicles and sensors say they are. Tracks are sensitive personal data: kept by day so that a day can be
-- forgotten at once, and every look at one is written down.

-- Small, and asked by identity before any street is known: like report_key it is spread by its own key, not by street.
create table device (
  door text not null check (door in ('jt808', 'osmand', 'owntracks', 'own')),
  identity text not null,
  id uuid not null unique,
  street_id text not null,
  name text not null,
  mover text not null,
  person_id text,
  vehicle text,
  asked_seconds int not null check (asked_seconds between 1 and 3600),
  -- The hash of its password or token; a terminal gets a new token each time it registers.
  key_hash bytea,
  -- A terminal's own number, bound by its first registration: who only knows the telephone number cannot register again.
  terminal text,
  enrolled_at timestamptz not null,
  enrolled_by text not null,
  ended_at timestamptz,
  primary key (door, identity)
);
create index device_of_street on device (street_id, name);
-- Who knocks without being known waits here for an operator.
create table device_unknown (
  door text not null,
  identity text not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  primary key (door, identity)
);

-- As it was said, in our units; what is doubted of it is found again from the rows each time, so that late news can change it.
create table position (
  street_id text not null,
  device uuid not null,
  at timestamptz not null,
  heard_at timestamptz not null,
  lon float8 not null,
  lat float8 not null,
  accuracy real,
  speed real,
  course real,
  height real,
  battery real,
  seq bigint,
  -- 1 a fix, 2 kept for later, 4 invented by an app: the sum.
  flags smallint not null,
  primary key (street_id, device, at)
) partition by range (at);

-- Who looked at whose trail, and why. Shown to the person.
create table trail_access (
  street_id text not null,
  device uuid not null,
  looked_at timestamptz not null,
  id uuid not null,
  by_person text not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  reason text not null,
  primary key (street_id, device, looked_at, id)
);
