-- What the public hears of every case, oldest first: `features/exchange/rules/updates.ts` names the same turns. Reports themselves
-- are not among them, so that taking one in writes no row of this.
create index case_event_public on case_event (street_id, heard_at) where type in ('filed', 'refused', 'self_handled', 'dispatched', 'order_accepted',
  'disputed', 'ruled', 'suspended', 'resumed', 'all_orders_done', 'reworked', 'closed', 'reopened', 'merged', 'voided');
