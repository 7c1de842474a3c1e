import { useMemo } from 'react';
import type { Layer } from '../../../../ui/canvas/layer.ts';
import { MapView } from '../../../../ui/canvas/mapview.tsx';
import { useAppearance } from '../../../../ui/look/theme.ts';
import { useWords } from '../../../../ui/words/locale.tsx';
import { useSpeech } from '../../../../ui/words/speech.ts';
import type { HandoverPreview } from '../../rules/handoverview.ts';
import type { Frame } from '../frame.ts';
import { handoverWords } from './handoverwords.ts';

/** Where the cases lie that would go over. */
export function HandoverMap({ frame, at }: { frame: Frame; at: HandoverPreview['cases']['at'] }) {
  const words = useWords(handoverWords);
  const { name } = useSpeech();
  const theme = useAppearance().shown;
  const layers = useMemo(
    (): Layer[] => [
      {
        id: 'going',
        kind: 'points',
        clustered: true,
        features: at.map(({ lon, lat }, i) => ({ id: `going-${i}`, lon, lat, look: { tone: 'blue', shape: 'square' } })),
      },
    ],
    [at],
  );
  return (
    <MapView
      base="/geo/base.geojson"
      bounds={frame.bounds}
      layers={layers}
      selected={null}
      theme={theme}
      onTap={() => undefined}
      attribution={frame.attribution}
      notice={frame.boundaryNotice ? name(frame.boundaryNotice) : null}
      legend={at.length > 0 ? [{ kind: 'point', tone: 'blue', shape: 'square', word: words.list }] : []}
    />
  );
}
