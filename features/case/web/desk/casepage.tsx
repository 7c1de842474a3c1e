import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button, PhotoRow } from '../../../../ui/look/controls.tsx';
import { useLocale, useWords } from '../../../../ui/words/locale.tsx';
import { useSpeech } from '../../../../ui/words/speech.ts';
import type { SpokenType } from '../../rules/command.ts';
import { lackingToFile } from '../../rules/lacking.ts';
import type { CaseView } from '../../rules/view.ts';
import { commandWords, photoWords } from '../../words/labels.ts';
import { sayProblem } from '../../words/problems.ts';
import { ActForm } from '../acts/actform.tsx';
import { inOrder, leads, toMend } from '../acts/forms.ts';
import { type Reference, useReference } from '../acts/reference.ts';
import { DisputeBox } from '../disputes/sides.tsx';
import { caseWords } from '../words.ts';
import { useCandidates, useCase } from './data.ts';
import { Facts, Orders } from './facts.tsx';
import { History } from './history.tsx';
import { PromiseBox } from './promise.tsx';
import { SecondOpinion } from './secondopinion.tsx';
import { SameCases } from './samecases.tsx';

type Me = { id: string; unit: string };
type Props = { me: Me; onClose: () => void; onOpen: (id: string) => void; onRow?: ((id: string) => void) | null };

/** Everything about one case, and only what this person may do to it now. Desk and phone show the same page at two sizes. */
export function CasePage({ id, ...rest }: Props & { id: string }) {
  const words = useWords(caseWords);
  const { data: it, error, refetch } = useCase(id);
  if (!it && error) {
    const isGone = 'status' in error && error.status === 404;
    return (
      <div className="empty" role="alert">
        <b>{isGone ? words.notHere : words.failed}</b>
        <p>{isGone ? words.notHereMore : error.message}</p>
        <div className="line">
          {!isGone && <Button onClick={() => void refetch()}>{words.again}</Button>}
          <Button onClick={rest.onClose}>{words.back}</Button>
        </div>
      </div>
    );
  }
  if (!it) {
    return (
      <div className="stack casepage" role="status" aria-label={words.loading}>
        <div className="bone" style={{ height: 56 }} />
        <div className="bone" style={{ height: 132 }} />
        <div className="bone" style={{ height: 36 }} />
        <div className="bone" style={{ height: 200 }} />
      </div>
    );
  }
  return <Whole key={it.id} it={it} {...rest} />;
}

function Whole({ it, me, onClose, onOpen, onRow = null }: Props & { it: CaseView }) {
  const words = useWords(caseWords);
  const { locale } = useLocale();
  const { name } = useSpeech();
  const reference = useReference();
  const { data: same } = useCandidates(it.id, it.version);
  const title = it.matter ? name(it.matter.name) : words.noMatter;
  return (
    <article className="casepage" aria-label={it.number}>
      <header>
        <div className="line spread">
          <span className="number">{it.number}</span>
          <Button look="quiet" className="closer" onClick={onClose} aria-label={words.back} title={words.back}>
            ✕
          </Button>
        </div>
        <h1>
          {title}
          {it.urgent && <span className="tag tone-red">{words.urgent}</span>}
          {it.supervised && <span className="tag tone-amber">{words.supervised}</span>}
        </h1>
        {it.text && <p className="said">{it.text}</p>}
      </header>
      <PromiseBox it={it} />
      <DisputeBox it={it} onRow={onRow && (() => onRow(it.id))} />
      <Acts it={it} me={me} same={same?.cases ?? []} reference={reference} />
      {it.photos.length > 0 ? (
        <PhotoRow
          closeWord={words.close}
          photos={it.photos.map(({ id, kind }) => ({
            id,
            caption: photoWords[locale][kind],
            src: `/photos/${id}`,
            thumb: `/photos/${id}?size=thumb`,
          }))}
        />
      ) : (
        <p className="soft">{words.noPhotos}</p>
      )}
      <Facts it={it} onOpen={onOpen} />
      <Orders it={it} />
      <SecondOpinion it={it} />
      <SameCases cases={same?.cases ?? []} onOpen={onOpen} />
      <History it={it} reference={reference} />
    </article>
  );
}

function Acts({ it, me, same, reference }: { it: CaseView; me: Me; same: Parameters<typeof ActForm>[0]['same']; reference: Reference }) {
  const { locale } = useLocale();
  const words = useWords(caseWords);
  const { name, time } = useSpeech();
  const queries = useQueryClient();
  const offered = inOrder(it.offered);
  const [open, setOpen] = useState<SpokenType | null>(null);
  const done = (view: CaseView | null) => {
    if (view) queries.setQueryData(['case', it.id], view);
    void queries.invalidateQueries({
      predicate: ({ queryKey }) => queryKey[0] === 'cases' || queryKey[0] === 'counts' || queryKey[0] === 'points',
    });
    setOpen(null);
  };
  if (open)
    return (
      <ActForm
        key={open}
        it={it}
        command={open}
        me={me}
        reference={reference}
        same={same}
        onDone={done}
        onCancel={() => setOpen(null)}
        onInstead={setOpen}
      />
    );
  const { code = null, ...facts } = (offered.includes('file') && lackingToFile(it)) || {};
  const lacking = code && sayProblem(locale, code, facts);
  const isMine = offered.some(leads);
  const next = lacking ? toMend.filter((command) => offered.includes(command)).slice(0, 1) : offered.filter(leads);
  const turn = words.turnOf[it.status](it.assignee?.name ?? name(it.accountable.name));
  return (
    <div className="actbox">
      {it.request && (
        <p className="banner">
          <span>
            <b>{words.requests[it.request.kind](it.request.by, it.request.until === null ? '' : time(it.request.until))}</b>
            <br />
            {it.request.reason}
          </span>
        </p>
      )}
      {lacking && (
        <p className="banner">
          <span>
            <b>{lacking.title}</b>
            <br />
            {lacking.detail}
          </span>
        </p>
      )}
      {!isMine && turn && <p className="soft small">{turn}</p>}
      <div className="line acts">
        {offered.map((command) => (
          <Button
            key={command}
            look={next.includes(command) ? 'primary' : 'plain'}
            disabled={command === 'file' && lacking !== null}
            onClick={() => setOpen(command)}
          >
            {commandWords[locale][command]}
          </Button>
        ))}
      </div>
    </div>
  );
}
