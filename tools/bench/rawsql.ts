/**
 * One report as a program without us would write it: every row it leaves, in one statement and one commit.
 */
export const ONE_REPORT = `
  with the_case as (
    insert into casefile (street_id, id, number, version, status, channel, matter, urgent, accountable, assignee, community, duty_grid, asset, lon, lat,
      due_at, yellow_at, reported_at, updated_at, state, seen_by, words)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, to_timestamp($16 / 1000.0), to_timestamp($17 / 1000.0),
      to_timestamp($18 / 1000.0), to_timestamp($19 / 1000.0), $20, $31, $32)
  ), the_event as (
    insert into case_event (street_id, case_id, seq, type, body, actor, role, said_at, heard_at)
    values ($1, $2, 1, 'reported', $21, $22, $23, to_timestamp($24 / 1000.0), to_timestamp($19 / 1000.0))
  ), the_reporter as (
    insert into report (street_id, case_id, contact_name, contact_phone, original_place, photos_to_come) values ($1, $2, $25, $26, $27, $28)
  ), the_timers as (
    insert into timer (street_id, subject, kind, due_at)
    values ($1, $2, 'yellow', to_timestamp($17 / 1000.0)), ($1, $2, 'red', to_timestamp($16 / 1000.0))
  )
  insert into report_key (key, street_id, case_id, body_hash) values ($29, $1, $2, $30)`;
