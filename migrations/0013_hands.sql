-- A unit's finished cases only ever grow. Marked as past, they are not read by those who ask what is in hand.
update casefile set seen_by = array(select 'past ' || hand from unnest(seen_by) as hand) where status in ('closed', 'refused', 'voided', 'merged');
