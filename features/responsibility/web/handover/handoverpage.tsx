import { useState } from 'react';
import { Button } from '../../../../ui/look/controls.tsx';
import { useWords } from '../../../../ui/words/locale.tsx';
import { useSpeech } from '../../../../ui/words/speech.ts';
import type { ContractView, HandoverPreview } from '../../rules/handoverview.ts';
import type { Frame } from '../frame.ts';
import { HandoverForm } from './handoverform.tsx';
import { HandoverMap } from './handovermap.tsx';
import { PastHandovers } from './pasthandovers.tsx';
import { useContracts } from './handoverdata.ts';
import { handoverWords } from './handoverwords.ts';

/** A contract going from one operator to another (合同交接): choose, see what it does, confirm, and watch it happen. */
export function HandoverPage({ frame, mayHandOver }: { frame: Frame | null; mayHandOver: boolean }) {
  const words = useWords(handoverWords);
  const { data, error, refetch } = useContracts();
  const [picked, setPicked] = useState<string | null>(null);
  const [preview, setPreview] = useState<HandoverPreview | null>(null);
  if (!data)
    return error ? (
      <div className="empty" role="alert">
        <b>{words.failed}</b>
        <p>{error.message}</p>
        <Button onClick={() => void refetch()}>{words.again}</Button>
      </div>
    ) : (
      <div className="bone duty-body" role="status" aria-label={words.loading} />
    );
  const chosen = data.contracts.find(({ id }) => id === picked);
  return (
    <div className="duty-body register">
      <Contracts
        contracts={data.contracts}
        picked={chosen?.id ?? null}
        onPick={(id) => {
          setPicked(id);
          setPreview(null);
        }}
      />
      <div className="paperside stack">
        {chosen && mayHandOver && chosen.handover === null && (
          <HandoverForm
            key={chosen.id}
            contract={chosen}
            operators={data.operators}
            preview={preview}
            onPreview={setPreview}
            onClose={() => {
              setPicked(null);
              setPreview(null);
            }}
          />
        )}
        <PastHandovers mayHandOver={mayHandOver} />
      </div>
      <div className="duty-map">{frame && <HandoverMap frame={frame} at={preview?.cases.at ?? []} />}</div>
    </div>
  );
}

function Contracts({
  contracts,
  picked,
  onPick,
}: {
  contracts: readonly ContractView[];
  picked: string | null;
  onPick: (id: string) => void;
}) {
  const words = useWords(handoverWords);
  const { name } = useSpeech();
  return (
    <section className="faults" aria-label={words.contracts}>
      <p>
        <b>{words.contracts}</b>
      </p>
      {contracts.length === 0 && <p className="soft">{words.none}</p>}
      <ol>
        {contracts.map((contract) => (
          <li key={contract.id}>
            <button type="button" className="fault" aria-current={contract.id === picked} onClick={() => onPick(contract.id)}>
              <span className="line spread nowrap">
                <b>{name(contract.name)}</b>
                {contract.handover !== null && <span className="tag tone-amber">{words.waiting}</span>}
              </span>
              <span>{words.operator(name(contract.operator.name))}</span>
              <span className="soft small">
                {contract.id} · {words.until(contract.from, contract.until)} ·{' '}
                {words.rows(contract.packages.reduce((sum, { rows }) => sum + rows, 0))}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
