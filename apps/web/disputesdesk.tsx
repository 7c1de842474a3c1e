import { useLocation } from 'wouter';
import { useLive } from '../../features/case/web/desk/live.ts';
import { DisputesPage } from '../../features/case/web/disputes/inbox.tsx';
import type { Me } from '../../features/people/web/signin.tsx';
import { Bar } from './bar.tsx';
import type { Frame } from './frame.ts';
import { useKeys } from './keys.tsx';
import { mayEditDuty } from './seats.ts';

type Props = { me: Me; frame: Frame | null; chosen: string | null; onSignOut: () => void };

/** The disputes inbox under the desk's bar. */
export function DisputesDesk({ me, frame, chosen, onSignOut }: Props) {
  const [, go] = useLocation();
  const live = useLive();
  const close = () => go('/disputes');
  const keys = useKeys({ isOpen: chosen !== null, close });
  const open = (id: string) => go(`/cases/${id}`);
  return (
    <div className="desk">
      <Bar me={me} frame={frame} live={live} keys={keys} onSignOut={onSignOut} onOpen={open} />
      <DisputesPage
        me={{ id: me.id, unit: me.unit.id }}
        chosen={chosen}
        onChoose={(id) => go(id ? `/disputes/${id}` : '/disputes')}
        onOpen={open}
        onRow={mayEditDuty(me) ? (id) => go(`/duty?ruling=${id}`) : null}
      />
    </div>
  );
}
