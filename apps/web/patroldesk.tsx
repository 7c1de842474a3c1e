import { PatrolPage } from '../../features/patrol/web/patrolpage.tsx';
import { useLive } from '../../features/case/web/desk/live.ts';
import type { Me } from '../../features/people/web/signin.tsx';
import { Bar } from './bar.tsx';
import type { Frame } from './frame.ts';
import { useKeys } from './keys.tsx';

type Props = { me: Me; frame: Frame | null; onSignOut: () => void; onOpen: (id: string) => void };

const nothing = () => undefined;

/** Patrol promises under the desk's bar. */
export function PatrolDesk({ me, frame, onSignOut, onOpen }: Props) {
  const live = useLive();
  const keys = useKeys({ isOpen: false, close: nothing });
  return (
    <div className="desk">
      <Bar me={me} frame={frame} live={live} keys={keys} onSignOut={onSignOut} onOpen={onOpen} />
      <PatrolPage frame={frame} />
    </div>
  );
}
