import { useQuery } from '@tanstack/react-query';
import { ask } from '../../../../ui/outbox/ask.ts';
import { useLocale, useWords } from '../../../../ui/words/locale.tsx';
import { useSpeech } from '../../../../ui/words/speech.ts';
import { type AuthorisationRefusal, type DelegableAct, delegableActs } from '../../../responsibility/rules/authorisation.ts';
import type { AuthorisationView } from '../../../responsibility/rules/registerview.ts';
import { whyNot } from '../../words/problems.ts';
import type { AskProps } from './asking.ts';
import { claimWords } from './claimwords.ts';
import type { Reference } from './reference.ts';

type Claim = { authorisation: string; act: DelegableAct };

/** Under which paper it was done, when one's company holds any. What the paper does not allow here is said before it is sent. */
export function ClaimAsk({ values, set, it, reference, me }: AskProps<'claim'>) {
  const words = useWords(claimWords);
  const { locale } = useLocale();
  const { name } = useSpeech();
  const papers = usePapers(reference, me.unit);
  const claim = values.under as Claim | undefined;
  const because = useHindrance(claim, it);
  if (papers.length === 0) return null;
  const chosen = papers.find(({ id }) => id === claim?.authorisation);
  const choose = (id: string) => {
    const paper = papers.find((each) => each.id === id);
    set({ under: paper ? { authorisation: id, act: paper.permitted[0] ?? 'look' } : undefined });
  };
  return (
    <>
      <label className="field">
        <span>{words.label}</span>
        <select className="input" value={claim?.authorisation ?? ''} onChange={(event) => choose(event.target.value)}>
          <option value="">{words.none}</option>
          {papers.map((paper) => (
            <option key={paper.id} value={paper.id}>
              {name(paper.name)} · {words.standing[paper.standing]}
            </option>
          ))}
        </select>
      </label>
      {chosen && claim && (
        <label className="field">
          <span>{words.act}</span>
          <select className="input" value={claim.act} onChange={(event) => set({ under: { ...claim, act: event.target.value } })}>
            {delegableActs.map((act) => (
              <option key={act} value={act}>
                {words.acts[act]}
              </option>
            ))}
          </select>
        </label>
      )}
      {because && (
        <p className="banner red" role="status">
          {words.wouldRefuse(whyNot[locale][because])}
        </p>
      )}
    </>
  );
}

/** The papers given to one's company: to one's unit or to those it belongs to. */
function usePapers({ units }: Reference, unit: string): readonly AuthorisationView[] {
  const { locale } = useLocale();
  const { data = [] } = useQuery({
    queryKey: ['papers'],
    staleTime: 60_000,
    queryFn: async () => {
      const answer = await ask<{ authorisations: AuthorisationView[] }>('GET', '/api/responsibility/authorisations', { locale });
      if (!answer.ok) throw new Error(answer.problem.detail);
      return answer.value.authorisations;
    },
  });
  const line = new Set<string>();
  for (let at: string | null | undefined = unit; at && !line.has(at); at = units.find(({ id }) => id === at)?.parent) line.add(at);
  return data.filter(({ company, standing }) => line.has(company.id) && standing !== 'draft' && standing !== 'revoked');
}

function useHindrance(claim: Claim | undefined, { street, point }: AskProps<'claim'>['it']): AuthorisationRefusal['code'] | null {
  const { locale } = useLocale();
  const where = point ? `lon=${point.lon}&lat=${point.lat}` : `place=${street}`;
  const { data } = useQuery({
    queryKey: ['papers', claim, where],
    enabled: claim !== undefined,
    queryFn: async () => {
      const path = `/api/responsibility/authorisations/${encodeURIComponent(claim?.authorisation ?? '')}/may?act=${claim?.act}&${where}`;
      const answer = await ask<{ because: AuthorisationRefusal['code'] | null }>('GET', path, { locale });
      // Without an answer nothing is warned of: the command itself is still judged by the server.
      return answer.ok ? answer.value.because : null;
    },
  });
  return claim ? (data ?? null) : null;
}
