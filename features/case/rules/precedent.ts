import { metresBetween } from '../../../kernel/place/distance.ts';
import type { Point } from '../../../kernel/place/point.ts';

/** What two disputes are compared by. */
export type Precedent = { readonly matter: string | null; readonly point: Point | null; readonly parties: readonly string[] };

/** Earlier rulings an arbiter should know of, best first: of the same matter, between the same parties, then the nearest. */
export function precedentsOf<P extends Precedent>(it: Precedent, earlier: readonly P[], most: number): P[] {
  const shared = ({ parties }: P) => parties.filter((party) => it.parties.includes(party)).length;
  const away = ({ point }: P) => (it.point && point ? metresBetween(it.point, point) : Infinity);
  return earlier
    .filter(({ matter }) => matter !== null && matter === it.matter)
    .map((each) => ({ each, parties: shared(each), metres: away(each) }))
    .sort((a, b) => b.parties - a.parties || nearer(a.metres, b.metres))
    .slice(0, most)
    .map(({ each }) => each);
}

/** Two without a place are equal; infinity less infinity would be no number. */
function nearer(a: number, b: number): number {
  return a === b ? 0 : a - b;
}
