-- Patrol promises: what was promised, what was seen of it, and what became of it. Street first in every key; no triggers.

-- Which device has news and from when: written with the positions themselves, taken by whoever judges. `number` tells whether more
-- came while it was being read.
create sequence position_news_number;
create table position_news (
  street_id text not null,
  device uuid not null,
  since timestamptz not null,
  until timestamptz not null,
  number bigint not null,
  primary key (street_id, device)
);

-- A version is never changed. `body` holds the shapes of the targets as they were; null is a promise withdrawn.
create table patrol_promise (
  street_id text not null,
  id text not null,
  version int not null,
  from_at timestamptz not null,
  body jsonb,
  primary key (street_id, id, version)
);

-- Stays of a device in a target, worked out from its trail; `counts` says whether the rule calls it a visit. Late news rewrites them.
create table patrol_visit (
  street_id text not null,
  promise text not null,
  window_from timestamptz not null,
  target text not null,
  device uuid not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  fixes int not null,
  metres real not null,
  counts boolean not null,
  primary key (street_id, promise, window_from, target, device, from_at)
);
-- What else of a device's trail matters in a window: its duty, its silences, where it was last. Personal: forgotten with the tracks.
create table patrol_follow (
  street_id text not null,
  promise text not null,
  window_from timestamptz not null,
  device uuid not null,
  person text not null,
  mover text not null,
  body jsonb not null,
  primary key (street_id, promise, window_from, device)
);
create index patrol_follow_age on patrol_follow (window_from);

-- Permanent. A breach that late news disproves keeps its row and both its times.
create table patrol_breach (
  street_id text not null,
  promise text not null,
  window_from timestamptz not null,
  target text not null,
  from_at timestamptz not null,
  to_at timestamptz,
  version int not null,
  cause text not null check (cause in ('nobody_heard', 'not_asked', 'not_taken', 'declined', 'taken_too_late')),
  noted_at timestamptz not null,
  cleared_at timestamptz,
  primary key (street_id, promise, window_from, target, from_at)
);
-- The verdict of a finished window; news that comes later adds a revision and changes none.
create table patrol_verdict (
  street_id text not null,
  promise text not null,
  window_from timestamptz not null,
  target text not null,
  revision int not null,
  version int not null,
  window_to timestamptz not null,
  kept_ms bigint not null,
  broken_ms bigint not null,
  unknown_ms bigint not null,
  longest_ms bigint not null,
  visits int not null,
  judged_at timestamptz not null,
  primary key (street_id, promise, window_from, target, revision)
);
-- Once per level for one deadline of a target.
create table patrol_warning (
  street_id text not null,
  promise text not null,
  target text not null,
  due_at timestamptz not null,
  level text not null check (level in ('at_risk', 'will_break', 'silent')),
  warned_at timestamptz not null,
  person text,
  metres real,
  seconds real,
  primary key (street_id, promise, target, due_at, level)
);
create table patrol_ask (
  street_id text not null,
  id uuid not null,
  promise text not null,
  target text not null,
  due_at timestamptz not null,
  person text not null,
  device uuid not null,
  metres real not null,
  seconds real not null,
  asked_by text not null,
  asked_at timestamptz not null,
  status text not null check (status in ('asked', 'accepted', 'declined', 'escalated', 'done', 'lapsed')),
  answered_at timestamptz,
  answered_by text,
  escalated_to text,
  escalated_at timestamptz,
  ended_at timestamptz,
  primary key (street_id, id)
);
create index patrol_ask_open on patrol_ask (street_id, promise, target) where status in ('asked', 'accepted', 'escalated');
create index patrol_ask_by_id on patrol_ask (id);

-- What happened, for ever; its own outbox, as case_event is.
create table patrol_event (
  street_id text not null,
  log_no bigint generated always as identity,
  xid xid8 not null default pg_current_xact_id(),
  promise text not null,
  target text,
  type text not null,
  body jsonb not null,
  actor text not null,
  at timestamptz not null,
  primary key (street_id, log_no)
);
create index patrol_event_log on patrol_event (xid, log_no);
create index patrol_event_of_target on patrol_event (street_id, promise, target, at desc);
