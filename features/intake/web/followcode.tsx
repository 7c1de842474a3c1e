import { useEffect, useState } from 'react';
import { Button } from '../../../ui/look/controls.tsx';
import { useWords } from '../../../ui/words/locale.tsx';
import { intakeWords } from './words.ts';

/** The follow link for the phone of somebody else, on the screen or on paper. Drawn here: the link is secret and goes to no server. */
export function FollowCode({ link }: { link: string }) {
  const words = useWords(intakeWords);
  const [cells, setCells] = useState<boolean[][] | null>(null);
  useEffect(() => {
    let isGone = false;
    // Asked for only now, so that nobody waits for it before reporting; without a network the receipt stands without it.
    void import('qr').then(
      ({ encodeQR }) => {
        // Four cells of white around it are what readers expect.
        if (!isGone) setCells(encodeQR(link, 'raw', { ecc: 'medium', border: 4 }));
      },
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, [link]);
  return (
    <div className="scan">
      {cells ? (
        <svg viewBox={`0 0 ${cells.length} ${cells.length}`} role="img" aria-label={words.scanLabel} shapeRendering="crispEdges">
          <path d={drawn(cells)} />
        </svg>
      ) : (
        <span />
      )}
      <div>
        <p className="small">{words.scan}</p>
        <Button className="print" onClick={() => print()}>
          {words.print}
        </Button>
      </div>
    </div>
  );
}

const drawn = (cells: boolean[][]) =>
  cells.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
