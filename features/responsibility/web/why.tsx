import { Button } from '../../../ui/look/controls.tsx';
import { useLocale, useWords } from '../../../ui/words/locale.tsx';
import { useSpeech } from '../../../ui/words/speech.ts';
import type { ToldRow } from '../rules/wire.ts';
import type { MatrixView, WhyView } from '../rules/view.ts';
import { type RowNames, sayRow } from './sayrow.ts';
import { dutyWords } from './words.ts';

/** Why this party: the row that decides, and what it beat and by what. */
export function Why({
  why,
  title,
  names,
  onOpen,
}: {
  why: WhyView;
  title: string;
  names: RowNames;
  onOpen: ((row: ToldRow) => void) | null;
}) {
  const words = useWords(dutyWords);
  const { locale } = useLocale();
  const { name } = useSpeech();
  return (
    <section className="why stack" aria-label={words.why}>
      <p className="soft">{title}</p>
      <h2>{why.party ? (why.fallback ? words.fallback(name(why.party.name)) : name(why.party.name)) : words.nobody}</h2>
      {why.row && (
        <p>
          <span className="soft">{words.row} </span>
          <b>{why.row.id}</b> {name(why.row.basis)}
          <br />
          <span className="soft small">{sayRow(why.row, names, locale)}</span>
          {why.row.clause && (
            <>
              <br />
              <span className="soft small">{words.clause(why.row.clause.contract, why.row.clause.clause)}</span>
            </>
          )}
        </p>
      )}
      {onOpen && why.row && (
        <p>
          <Button onClick={() => why.row && onOpen(why.row)}>{words.openRow}</Button>
        </p>
      )}
      {why.beaten.length > 0 && (
        <>
          <h3>{words.beats}</h3>
          <ol className="beaten">
            {why.beaten.map(({ row, party, by }) => (
              <li key={row.id}>
                <span>
                  <b>{row.id}</b> {party ? name(party.name) : ''} <span className="soft small">{sayRow(row, names, locale)}</span>
                </span>
                <span className={by === 'id' ? 'tag tone-amber' : 'tag tone-grey'}>{words.by[by]}</span>
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

/** Names for what rows speak of, out of the matrix that is on screen. */
export function namesFrom({ families, areas, parties, places: named }: MatrixView): RowNames {
  const matters = new Map(families.flatMap((family) => family.matters.map(({ id, name }) => [id, name] as const)));
  const majors = new Map(families.map(({ id, name }) => [id, name]));
  const places = new Map([...named, ...areas].map(({ id, name }) => [id, name]));
  const units = new Map(parties.map(({ id, name }) => [id, name]));
  const conditions = new Map(
    families.flatMap((family) =>
      family.matters.flatMap((matter) => matter.conditions.map(({ id, name }) => [`${matter.id} ${id}`, name] as const)),
    ),
  );
  return {
    condition: (matter, key) => conditions.get(`${matter} ${key}`),
    matter: (key) => matters.get(key),
    major: (key) => majors.get(key),
    place: (code) => places.get(code),
    unit: (id) => units.get(id),
  };
}
