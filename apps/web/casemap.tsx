import { useMemo } from 'react';
import { usePoints } from '../../features/case/web/desk/data.ts';
import { shapeOfStatus, toneOf } from '../../features/case/web/desk/tone.ts';
import type { Layer, LegendLine } from '../../ui/canvas/layer.ts';
import { MapView } from '../../ui/canvas/mapview.tsx';
import { useAppearance } from '../../ui/look/theme.ts';
import { useWords } from '../../ui/words/locale.tsx';
import { useSpeech } from '../../ui/words/speech.ts';
import type { Frame } from './frame.ts';
import { deskWords } from './words.ts';

type Props = { frame: Frame; filter: string; chosen: string | null; onChoose: (id: string) => void };

/** The same cases as the list, where they are: the shape tells the stage, the tone how its promise stands. */
export function CaseMap({ frame, filter, chosen, onChoose }: Props) {
  const { legend: said } = useWords(deskWords);
  const { name } = useSpeech();
  const { data } = usePoints(filter.replace(/&?sort=\w+/, ''));
  const { shown } = useAppearance();
  const features = useMemo(
    () =>
      (data?.points ?? []).map(([id, lon, lat, status, light]) => ({
        id,
        lon,
        lat,
        look: { tone: toneOf(status, light), shape: shapeOfStatus[status] },
      })),
    [data],
  );
  const layers = useMemo((): Layer[] => [{ id: 'cases', kind: 'points', features, clustered: true }], [features]);
  const legend: LegendLine[] = [
    { kind: 'point', tone: 'blue', shape: 'circle', word: said.accept },
    { kind: 'point', tone: 'blue', shape: 'pentagon', word: said.dispatch },
    { kind: 'point', tone: 'blue', shape: 'square', word: said.handle },
    { kind: 'point', tone: 'blue', shape: 'diamond', word: said.check },
    { kind: 'point', tone: 'amber', shape: 'square', word: said.soon },
    { kind: 'point', tone: 'red', shape: 'square', word: said.late },
    { kind: 'point', tone: 'grey', shape: 'square', word: said.paused },
    { kind: 'cluster', word: said.cluster },
  ];
  const here = features.find(({ id }) => id === chosen);
  return (
    <MapView
      base="/geo/base.geojson"
      bounds={frame.bounds}
      layers={layers}
      selected={chosen}
      center={here ? { lon: here.lon, lat: here.lat } : null}
      theme={shown}
      onTap={({ hits }) => hits[0] && onChoose(hits[0].id)}
      attribution={frame.attribution}
      notice={frame.boundaryNotice ? name(frame.boundaryNotice) : null}
      legend={legend}
    />
  );
}
