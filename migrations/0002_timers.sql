-- What must happen later: one row a subject and kind, moved by writing it again, removed with its effect.
create table timer (
  street_id text not null,
  subject uuid not null,
  kind text not null,
  due_at timestamptz not null,
  attempts int not null default 0,
  primary key (street_id, subject, kind)
);
-- The worker asks street by street what is due; far-off timers are never touched.
create index timer_due on timer (street_id, due_at);
-- Fired eight times in vain: kept with the reason for a person to look at.
create table timer_dead (
  street_id text not null,
  subject uuid not null,
  kind text not null,
  due_at timestamptz not null,
  error text not null,
  died_at timestamptz not null,
  primary key (street_id, subject, kind, died_at)
);
