import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { loadBase } from '../../../../ui/canvas/base.ts';
import { MiniMap } from '../../../../ui/canvas/minimap.tsx';
import { ask } from '../../../../ui/outbox/ask.ts';
import { useLocale, useWords } from '../../../../ui/words/locale.tsx';
import { caseWords } from '../words.ts';
import type { SaidPlace } from './answers.ts';
import type { AskProps } from './asking.ts';

type World = { attribution: string[]; bounds: [number, number, number, number] };
/** Metres a pixel where nothing is known of the place: about a street office across. */
const WIDE = 12;

/** The ground moves under a pin that stands still; the grid follows from the pin when it is sent. */
export function PlaceAsk({ values, set, ask: each }: AskProps<'place'>) {
  const words = useWords(caseWords);
  const { locale } = useLocale();
  const id = useId();
  const place = values[each.name] as SaidPlace;
  const { data: base = null } = useQuery({
    queryKey: ['base'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => loadBase('/geo/base.geojson'),
  });
  const { data: world } = useQuery({
    queryKey: ['frame'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const answer = await ask<World>('GET', '/geo/world.json', { locale });
      if (!answer.ok) throw new Error(answer.problem.detail);
      return answer.value;
    },
  });
  const [west, south, east, north] = world?.bounds ?? [0, 0, 0, 0];
  // A thing stands where it stands: with the pin elsewhere it is not this thing any more.
  const move = (lon: number, lat: number) =>
    set({ [each.name]: { ...place, point: { lon: Number(lon.toFixed(6)), lat: Number(lat.toFixed(6)) }, asset: null } });
  return (
    <>
      <div className="field">
        <span>{words.form.pin}</span>
        {(place.point || world) && (
          <MiniMap
            base={base}
            centre={place.point ?? { lon: (west + east) / 2, lat: (south + north) / 2 }}
            locale={locale}
            label={words.form.pinHow}
            isSet={place.point !== null}
            {...(place.point ? {} : { opening: WIDE })}
            height={220}
            attribution={world?.attribution ?? []}
            onMove={({ lon, lat }) => move(lon, lat)}
          />
        )}
        <p className="soft small">{words.form.pinHow}</p>
      </div>
      <div className="field">
        <label htmlFor={id}>{words.form.address}</label>
        <input
          id={id}
          className="input"
          maxLength={200}
          value={place.address}
          onChange={(event) => set({ [each.name]: { ...place, address: event.target.value } })}
        />
      </div>
    </>
  );
}
