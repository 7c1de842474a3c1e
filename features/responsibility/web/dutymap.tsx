import { useMemo } from 'react';
import type { AreaFeature, Layer, PointFeature } from '../../../ui/canvas/layer.ts';
import { MapView } from '../../../ui/canvas/mapview.tsx';
import { useAppearance } from '../../../ui/look/theme.ts';
import { useWords } from '../../../ui/words/locale.tsx';
import { useSpeech } from '../../../ui/words/speech.ts';
import type { MatrixView, PreviewView } from '../rules/view.ts';
import type { Frame } from './frame.ts';
import type { Looking } from './looking.ts';
import { dutyWords } from './words.ts';

type Props = { frame: Frame; view: MatrixView; looking: Looking; moved: PreviewView['movedAt'] };

/** The chosen row of the matrix on the ground: each area in the hue of who has it there. */
export function DutyMapView({ frame, view, looking, moved }: Props) {
  const { board, said, area: picked, pickArea } = looking;
  const row = Math.max(0, looking.chosen.row);
  const words = useWords(dutyWords);
  const { name } = useSpeech();
  const theme = useAppearance().shown;
  const { layers, parties, fallback } = useMemo(() => {
    const features = view.areas.map(({ id }, column): AreaFeature => {
      const { party, gap, others } = board.squareAt(row, column);
      const hue = party === null ? undefined : board.hueOf.get(party);
      const label = party === null ? '!' : `${said.short.get(party) ?? ''}${others > 0 ? `+${others}` : ''}`;
      return {
        id,
        code: id,
        look: hue === undefined || gap === 'nobody' ? { tone: 'red', label } : { hue, hatched: gap === 'fallback', label },
      };
    });
    const squares = view.areas.map((_, column) => board.squareAt(row, column));
    return {
      layers: [
        { id: 'duty', kind: 'areas', features },
        { id: 'moved', kind: 'points', clustered: true, features: moved.map(movedPoint) },
      ] satisfies Layer[],
      parties: [...new Set(squares.flatMap(({ party }) => (party === null ? [] : [party])))],
      fallback: squares.some(({ gap }) => gap === 'fallback'),
    };
  }, [view, board, row, said, moved]);
  return (
    <MapView
      base="/geo/base.geojson"
      bounds={frame.bounds}
      layers={layers}
      selected={picked}
      theme={theme}
      onTap={({ hits }) => hits[0] && pickArea(hits[0].id)}
      attribution={frame.attribution}
      notice={frame.boundaryNotice ? name(frame.boundaryNotice) : null}
      legend={[
        ...parties.slice(0, 8).map((party) => ({
          kind: 'hue' as const,
          hue: board.hueOf.get(party) ?? 1,
          hatched: false,
          word: said.party.get(party) ?? party,
        })),
        ...(fallback ? [{ kind: 'hue' as const, hue: 9 as const, hatched: true, word: words.legendFallback }] : []),
      ]}
    />
  );
}

/** A case of last year that would have gone elsewhere. */
const movedPoint = ({ lon, lat, count }: PreviewView['movedAt'][number], i: number): PointFeature => ({
  id: `moved-${i}`,
  lon,
  lat,
  look: { tone: 'blue', shape: 'square', ...(count > 1 ? { label: `${count}` } : {}) },
});
