import { useMemo } from 'react';
import { useSearch } from 'wouter';
import { useCase } from '../../features/case/web/desk/data.ts';
import { useLive } from '../../features/case/web/desk/live.ts';
import type { Me } from '../../features/people/web/signin.tsx';
import { DutyPage } from '../../features/responsibility/web/dutypage.tsx';
import type { Ruled } from '../../features/responsibility/web/ruledrow.ts';
import { Bar } from './bar.tsx';
import type { Frame } from './frame.ts';
import { useKeys } from './keys.tsx';
import { mayEditDuty, mayHandOverContracts } from './seats.ts';

const nothing = () => undefined;
type Props = { me: Me; frame: Frame | null; onSignOut: () => void; onOpen: (id: string) => void };

/** The responsibility map under the desk's bar; with a ruling in the address, its row is begun. */
export function DutyDesk({ me, frame, onSignOut, onOpen }: Props) {
  const live = useLive();
  const keys = useKeys({ isOpen: false, close: nothing });
  const ruling = new URLSearchParams(useSearch()).get('ruling');
  return (
    <div className="desk">
      <Bar me={me} frame={frame} live={live} keys={keys} onSignOut={onSignOut} onOpen={onOpen} />
      {ruling ? (
        <RuledDuty key={ruling} id={ruling} frame={frame} mayEdit={mayEditDuty(me)} />
      ) : (
        <DutyPage frame={frame} mayEdit={mayEditDuty(me)} mayHandOver={mayHandOverContracts(me)} />
      )}
    </div>
  );
}

function RuledDuty({ id, frame, mayEdit }: { id: string; frame: Frame | null; mayEdit: boolean }) {
  const { data: it } = useCase(id);
  const ruled = useMemo((): Ruled | null => {
    if (!it?.ruling || it.ruling.row !== null || !it.matter) return null;
    const areas = [it.grid?.id, it.community?.id, it.street].filter((code) => code !== undefined);
    const { unit, reason } = it.ruling;
    return { id: it.id, number: it.number, matter: it.matter.id, areas, unit: unit.id, reason, row: it.proposal.row };
  }, [it]);
  return <DutyPage frame={frame} mayEdit={mayEdit} ruled={ruled} />;
}
