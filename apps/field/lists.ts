import type { CaseView } from '../../features/case/rules/view.ts';
import type { Me } from '../../features/people/web/signin.tsx';

export type Tab = 'jobs' | 'asked';

/** The two lists of a phone: how the server is asked for them, and which of the kept cases stand in each. */
export function listsOf(me: Pick<Me, 'id' | 'unit'>): Record<Tab, { filter: string; holds: (it: CaseView) => boolean }> {
  return {
    jobs: {
      filter: `unit=${encodeURIComponent(me.unit.id)}&status=handling`,
      holds: ({ status, orders, accountable }) =>
        status === 'handling' && (accountable.id === me.unit.id || orders.some(({ unit }) => unit.id === me.unit.id)),
    },
    asked: { filter: 'assignee=me', holds: ({ assignee }) => assignee?.id === me.id },
  };
}
