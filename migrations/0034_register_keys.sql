-- What the register of authorisations was told under which key: said again it is answered, and not done twice.
create unique index responsibility_event_key on responsibility_event ((body ->> 'key')) where body ? 'key';
