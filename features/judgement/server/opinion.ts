import { z } from 'zod';
import type { CaseId } from '../../../kernel/brand.ts';
import type { Words } from '../../../kernel/words.ts';
import { Refused } from '../../../platform/http/problem.ts';
import type { Server } from '../../../platform/http/server.ts';
import type { Band } from '../rules/blend.ts';
import { bandAfter, secondOpinion } from '../rules/opinion.ts';
import type { Second } from './second.ts';

export type OpinionDoors = {
  readonly second: Second;
  /** Which purposes are switched on; empty when nobody is asked. */
  readonly isOn: () => boolean;
  /** What the reporter said in a case that waits for its matter; null past that, undefined where the caller sees no such case. */
  readonly wordsOf: (caller: unknown, id: CaseId) => Promise<string | null | undefined>;
  readonly propose: (text: string) => { readonly matters: readonly { readonly key: string; readonly name: Words }[]; readonly band: Band };
  readonly isDanger: (text: string) => boolean;
  /** Names of places, none of which a summary may add. */
  readonly placeNames: () => readonly string[];
};

const params = z.strictObject({ id: z.uuid().transform((id) => id as CaseId) });

/** A language model's second opinion on the matter of a case, for whoever files it. Asked beside the page, which never waits for it. */
export function opinionRoutes(app: Server, io: OpinionDoors) {
  app.get(
    '/api/cases/:id/opinion',
    { config: { permit: { roles: 'any' } }, schema: { params, response: { 200: secondOpinion } } },
    async (request) => {
      const text = await io.wordsOf(request.caller, request.params.id);
      if (text === undefined) throw new Refused(404, { code: 'no-such-case' });
      if (!text || !io.isOn()) return { isOn: io.isOn(), opinion: null, summary: null };
      const { matters, band } = io.propose(text);
      const [said, summed] = await Promise.all([
        io.second.matter(
          text,
          matters.map(({ key, name }) => ({ key, name: name.zh })),
        ),
        io.second.summary(text, io.placeNames()),
      ]);
      const best = matters[0]?.key;
      const name = matters.find(({ key }) => key === said?.key)?.name;
      return {
        isOn: true,
        opinion: said && name ? { ...said, name, agrees: said.key === best, band: bandAfter(band, best, said, io.isDanger(text)) } : null,
        summary: summed?.summary ?? null,
      };
    },
  );
}
