-- Wrong passwords by account and address together, told to every process. Neither is kept in clear: people type a password where
-- the account belongs. Forgotten by itself; asked by its own key, like session.
create table sign_in_try (
  key bytea primary key,
  count int not null,
  last_at timestamptz not null
);
create index sign_in_try_old on sign_in_try (last_at);
