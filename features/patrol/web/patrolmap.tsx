import { useMemo } from 'react';
import type { Words } from '../../../kernel/words.ts';
import type { AreaFeature, Bounds, Layer, LegendLine, PointFeature } from '../../../ui/canvas/layer.ts';
import { MapView } from '../../../ui/canvas/mapview.tsx';
import { shapeOf } from '../../../ui/look/shapes.ts';
import { useAppearance } from '../../../ui/look/theme.ts';
import { useWords } from '../../../ui/words/locale.tsx';
import { useSpeech } from '../../../ui/words/speech.ts';
import type { TargetView } from '../rules/view.ts';
import { type State, labelOf, toneOfState } from './urgency.ts';
import { patrolWords } from './words.ts';

/** What the page is told of the world around the map. */
export type Frame = { readonly bounds: Bounds; readonly attribution: string[]; readonly boundaryNotice: Words | null };

type Props = { frame: Frame; targets: readonly TargetView[]; chosen: string | null; minute: number; onChoose: (id: string) => void };

const shown: readonly State[] = ['kept', 'at_risk', 'broken', 'unknown'];

/** Every target in the colour and hatching of its state with the minutes that are left, and its mark in the middle. */
export function PatrolMap({ frame, targets, chosen, minute, onChoose }: Props) {
  const words = useWords(patrolWords);
  const { name } = useSpeech();
  const theme = useAppearance().shown;
  const layers = useMemo((): Layer[] => {
    const areas = targets
      .filter(({ kind }) => kind === 'grid')
      .map((target): AreaFeature => ({ id: target.id, code: target.id, look: { tone: toneOfState[target.state] } }));
    const points = targets.map(
      (target): PointFeature => ({
        ...{ id: target.id, lon: target.lon, lat: target.lat },
        look: { tone: toneOfState[target.state], shape: shapeOf[toneOfState[target.state]], label: labelOf(target, minute) },
      }),
    );
    return [
      { id: 'patrol', kind: 'areas', features: areas },
      { id: 'patrol-points', kind: 'points', features: points },
    ];
  }, [targets, minute]);
  const legend = shown.map(
    (state): LegendLine => ({ kind: 'point', tone: toneOfState[state], shape: shapeOf[toneOfState[state]], word: words.states[state] }),
  );
  const here = targets.find(({ id }) => id === chosen);
  return (
    <MapView
      base="/geo/base.geojson"
      bounds={frame.bounds}
      layers={layers}
      selected={chosen}
      center={here ? { lon: here.lon, lat: here.lat } : null}
      theme={theme}
      onTap={({ hits }) => hits[0] && onChoose(hits[0].id)}
      attribution={frame.attribution}
      notice={frame.boundaryNotice ? name(frame.boundaryNotice) : null}
      legend={legend}
    />
  );
}
