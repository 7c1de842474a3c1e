import { type Entry, type No, type Place, keyFor } from './entry.ts';

/** Kinds a case keeps evidence under, by the command that brought it. */
const kindOf: Readonly<Record<string, string>> = { finish_order: 'after', check: 'check', verify: 'verify' };

/** The case went on while the phone was away: the deed cannot be counted any more, but what was seen is still evidence. */
const movedOn: readonly No['code'][] = ['not-in-this-state', 'order-not-open', 'not-allowed', 'changed-meanwhile'];

/**
 * Late evidence (补录) of an entry that came back because the case had moved on: its pictures and words, as entries of their own
 * that any stage of a case takes. Their keys are derived, so that making them twice makes them once. `words` is the note's text.
 */
export function lateEvidence(entry: Entry, words: string): Entry[] {
  const { said, state, to, key, pictures } = entry;
  if (state.status !== 'returned' || state.rescued || said.type !== 'command' || to.kind === 'new') return [];
  const kind = kindOf[said.command.type];
  if (!kind || !movedOn.includes(state.no.code)) return [];
  const waiting = { status: 'waiting', tries: 0, anew: 0, notBefore: state.at } as const;
  const made = (part: 'late-photos' | 'late-before' | 'late-note', command: Record<string, unknown> & { type: string }, place?: Place) => ({
    ...entry,
    key: keyFor(key, part),
    said: { type: 'command' as const, command },
    // Pictures that never reached the server stay with the entry, where the person can send it again.
    pictures: pictures
      .filter(({ place: at, id }) => at === place && id !== null)
      .map((picture) => ({ ...picture, place: 'photos' as const })),
    state: waiting,
  });
  const photos = (part: 'late-photos' | 'late-before', place: Place, as: string) =>
    pictures.some((picture) => picture.place === place && picture.id !== null)
      ? [made(part, { type: 'add_photos', kind: as, photos: [] }, place)]
      : [];
  return [
    ...photos('late-before', 'before', 'before'),
    ...photos('late-photos', 'photos', kind),
    made('late-note', { type: 'note', text: words }),
  ];
}
