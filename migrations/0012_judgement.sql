-- What was learned from confirmed reports, in versions. The one in use is the newest that was not refused; the others stay, so that
-- what an old proposal was made by can still be told. A refused lesson keeps its reason and no model.
create table judgement_lesson (
  version int generated always as identity primary key,
  taught_at timestamptz not null,
  asked_by text not null,
  data_hash text not null,
  lesson jsonb,
  refusal jsonb,
  check ((lesson is null) <> (refusal is null))
);
