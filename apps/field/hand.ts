import { useMemo } from 'react';
import type { Instant } from '../../kernel/brand.ts';
import type { SpokenType } from '../../features/case/rules/command.ts';
import type { CaseView } from '../../features/case/rules/view.ts';
import { sayProblem } from '../../features/case/words/problems.ts';
import type { Ahead } from '../../features/case/web/desk/ahead.ts';
import { type Begun, type Hand, onlineHand } from '../../features/case/web/acts/hand.ts';
import { backToDraft, keepDraft, outboxNow, outcomeOf, say, useOutbox } from '../../features/outbox/field/outbox.ts';
import { type NotKept, type Unordered, allEntries, fileOf } from '../../features/outbox/field/store.ts';
import { outboxWords } from '../../features/outbox/field/words.ts';
import { commandOf, fieldCommands, foresee, stateAhead, viewAhead } from '../../features/outbox/rules/ahead.ts';
import type { EntryState, Place } from '../../features/outbox/rules/entry.ts';
import type { Me } from '../../features/people/web/signin.tsx';
import { type Answer, newKey, shrink } from '../../ui/outbox/ask.ts';
import { wordsIn } from '../../ui/words/words.ts';
import { useLocale } from '../../ui/words/locale.tsx';
import { useSpeech } from '../../ui/words/speech.ts';
import type { Taken } from './day.ts';

/** Pictures of forms that are open, to be shown while they are only here. */
const urls = new Map<string, string>();
export function showFile(file: string, bytes?: ArrayBuffer): string {
  const known = urls.get(file) ?? (bytes ? URL.createObjectURL(new Blob([bytes], { type: 'image/jpeg' })) : '');
  if (known) urls.set(file, known);
  return known;
}

const lists: readonly Place[] = ['photos', 'before'];
export const waiting: EntryState = { status: 'waiting', tries: 0, anew: 0, notBefore: 0 as Instant };

/** Why something could not be kept, as the screens say it. */
export function notKept(because: NotKept, locale: 'zh' | 'en'): Answer<never> {
  const words = wordsIn(outboxWords, locale);
  return { ok: false, problem: { status: 507, code: because, title: words.states.draft, detail: words[because], facts: {} } };
}

/** With a network the answer is there sooner than this; without one nobody is to wait for it. Milliseconds. */
const PATIENCE = 2_500;

/** A refusal that comes at once belongs into the form, as at the desk; one that comes later is found in the outbox. */
async function answered(key: string, locale: 'zh' | 'en'): Promise<Answer<null>> {
  const outcome = navigator.onLine ? await outcomeOf(key, PATIENCE) : undefined;
  // Whatever was kept as late evidence is said and done: there is nothing left to say otherwise.
  if (outcome?.status !== 'returned' || outcome.rescued) return { ok: true, value: null };
  await backToDraft(key);
  const { status, code, facts } = outcome.no;
  return { ok: false, problem: { status, code, ...sayProblem(locale, code, facts), facts } };
}

/** The phone's hand: every change is kept first, and what was said goes out when it can. */
export function useFieldHand(me: Me, { day, known }: Taken): Hand {
  const { locale } = useLocale();
  const { name } = useSpeech();
  return useMemo((): Hand => {
    const online = onlineHand(locale);
    const entryOf = (it: CaseView, { key, values }: Begun, more: { command: SpokenType; state: EntryState; saidAt: number }): Unordered => {
      const rest = Object.fromEntries(Object.entries(values).map(([field, value]) => [field, lists.includes(field as Place) ? [] : value]));
      const pictures = lists.flatMap((place) => ((values[place] as string[] | undefined) ?? []).map((file) => ({ file, place, id: null })));
      return {
        key,
        by: me.id,
        byName: me.name,
        to: { kind: 'case', id: it.id },
        said: { type: 'command', command: { ...rest, type: more.command } },
        saidAt: more.saidAt as Instant,
        about: [it.matter && name(it.matter.name), it.number, it.address].filter(Boolean).join(' · '),
        pictures,
        taken: null,
        state: more.state,
      };
    };
    const draft = (it: CaseView, command: SpokenType, form: Begun) =>
      entryOf(it, form, { command, state: { status: 'draft' }, saidAt: Date.now() });
    return {
      begun: (it, command) => begunBefore(me.id, it.id, command),
      keep: (it, command, form) => {
        if (fieldCommands.includes(command)) void keepDraft(draft(it, command, form));
      },
      photo: async (at, photo) => {
        if (!fieldCommands.includes(at.command)) return online.photo(at, photo);
        const bytes = await (await shrink(photo)).arrayBuffer();
        const id = newKey();
        const held = (at.form.values[at.name] as string[] | undefined) ?? [];
        const form = { ...at.form, values: { ...at.form.values, [at.name]: [...held, id] } };
        const kept = await keepDraft(draft(at.it, at.command, form), [{ id, bytes }]);
        if (!kept.ok) return notKept(kept.because, locale);
        showFile(id, bytes);
        return { ok: true, value: { id } };
      },
      src: (id) => urls.get(id) ?? online.src(id),
      send: async (it, saying, key) => {
        const { type, ...values } = saying.command;
        if (!fieldCommands.includes(type)) return online.send(it, saying, key);
        const entry = entryOf(it, { key, values }, { command: type, state: waiting, saidAt: saying.saidAt });
        const held = day?.cases.find(({ view }) => view.id === it.id && view.version === it.version);
        const command = commandOf(entry);
        const foreseen = held && known && command && foresee(stateAhead(held, outboxNow().entries, known), command, known, entry.saidAt);
        if (foreseen && !foreseen.ok) {
          const { code, ...facts } = foreseen.refusal;
          return { ok: false, problem: { status: 409, code, ...sayProblem(locale, code, facts), facts } };
        }
        const kept = await say([entry]);
        return kept.ok ? answered(key, locale) : notKept(kept.because, locale);
      },
    };
  }, [me, day, known, locale, name]);
}

async function begunBefore(by: string, id: string, command: SpokenType): Promise<Begun | undefined> {
  const all = await allEntries().catch(() => []);
  const found = all.find(
    ({ state, to, said, by: whose }) =>
      state.status === 'draft' &&
      whose === by &&
      to.kind === 'case' &&
      to.id === id &&
      said.type === 'command' &&
      said.command.type === command,
  );
  if (!found || found.said.type !== 'command') return undefined;
  for (const { file } of found.pictures) {
    const bytes = await fileOf(file);
    if (bytes) showFile(file, bytes);
  }
  const { type: _, ...values } = found.said.command;
  const files = (place: Place) => found.pictures.filter((picture) => picture.place === place).map(({ file }) => file);
  return {
    key: found.key,
    values: { ...values, ...Object.fromEntries(lists.filter((list) => list in values).map((list) => [list, files(list)])) },
  };
}

/** Cases as they will be once this phone's words have arrived. */
export function useAhead({ day, known }: Taken): Ahead {
  const { entries } = useOutbox();
  return useMemo(() => {
    const held = (id: string, version: number) => day?.cases.find(({ view }) => view.id === id && view.version === version);
    const view = (it: CaseView) => {
      const found = held(it.id, it.version);
      return found && known ? viewAhead({ ...found, view: it }, entries, known, Date.now() as Instant) : it;
    };
    return {
      view,
      row: (row) => {
        const found = held(row.id, row.version);
        if (!found) return row;
        const { status, due, left, light } = view(found.view);
        return status === found.view.status ? row : { ...row, status, due, left, light };
      },
    };
  }, [day, known, entries]);
}
