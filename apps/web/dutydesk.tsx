import { DutyPage } from '../../features/responsibility/web/dutypage.tsx';
import { useLive } from '../../features/case/web/desk/live.ts';
import type { Me } from '../../features/people/web/signin.tsx';
import { Bar } from './bar.tsx';
import type { Frame } from './frame.ts';
import { useKeys } from './keys.tsx';
import { mayEditDuty } from './seats.ts';

const nothing = () => undefined;

/** The responsibility map under the desk's bar. */
export function DutyDesk({
  me,
  frame,
  onSignOut,
  onOpen,
}: {
  me: Me;
  frame: Frame | null;
  onSignOut: () => void;
  onOpen: (id: string) => void;
}) {
  const live = useLive();
  const keys = useKeys({ isOpen: false, close: nothing });
  return (
    <div className="desk">
      <Bar me={me} frame={frame} live={live} keys={keys} onSignOut={onSignOut} onOpen={onOpen} />
      <DutyPage frame={frame} mayEdit={mayEditDuty(me)} />
    </div>
  );
}
