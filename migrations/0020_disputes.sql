-- A case whose accountable party is argued about waits for a ruling in a stage of its own, with a clock of its own.
alter table casefile drop constraint casefile_status_check;
alter table casefile add constraint casefile_status_check check (status in ('reported', 'verifying', 'to_file', 'to_dispatch', 'disputed', 'handling', 'suspended', 'to_check', 'checking', 'to_close', 'closed', 'refused', 'voided', 'merged'));
