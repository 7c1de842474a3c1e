-- How far the simulated morning of a first start was told, so that one cut off is gone on with. No row: none is wanted.
create table morning (
  sole boolean primary key default true check (sole),
  told int not null default 0,
  attempts int not null default 0,
  done boolean not null default false
);
