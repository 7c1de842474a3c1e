import type { StreetId, UnitId } from '../../../../kernel/brand.ts';
import { pick, seeded } from '../../../../kernel/chance.ts';
import type { Words } from '../../../../kernel/words.ts';
import { assetCode } from '../../../territory/rules/assetcode.ts';
import type { Asset, Road } from '../../../territory/rules/place.ts';
import { between, streets } from './territory.ts';

type Kind = { part: string; name: Words; often: number; maintainer: string };
/** What stands along a road, and how often. Codes of GB/T 47678.5. */
const kinds: readonly Kind[] = [
  { part: '03005', name: { zh: '果皮箱', en: 'Litter bin' }, often: 7, maintainer: 'sweep' },
  { part: '01037', name: { zh: '路灯', en: 'Lamppost' }, often: 7, maintainer: 'repair' },
  { part: '01003', name: { zh: '雨水井盖', en: 'Storm-drain cover' }, often: 5, maintainer: 'repair' },
  { part: '04007', name: { zh: '街头座椅', en: 'Street bench' }, often: 2, maintainer: 'green' },
  { part: '02025', name: { zh: '非机动车停放点', en: 'Bicycle stand' }, often: 2, maintainer: 'order' },
  { part: '03001', name: { zh: '公共厕所', en: 'Public toilet' }, often: 1, maintainer: 'sweep' },
];
const draw = kinds.flatMap((kind) => Array.from({ length: kind.often }, () => kind));

/** Some 240 things along the streets, each with the code that is printed on its QR plate. */
export function smallAssets(roads: readonly Road[]): Asset[] {
  const chance = seeded(99);
  const found: Asset[] = [];
  for (const road of roads) {
    for (let i = 1; i < road.line.length; i++) {
      const [from, to] = [road.line[i - 1], road.line[i]];
      // Outer edges would lie on the border between inside and outside; a plate there would confuse everybody.
      if (!from || !to || road.class === 2 || chance() < 0.04) continue;
      const [lon, lat] = between(from, to, 0.2 + chance() * 0.6);
      const kind = pick(draw, chance);
      const number = found.length + 1;
      const street = lon < middleLine(lat) ? streets[0] : streets[1];
      if (road.id === 'S6') continue;
      found.push({
        code: assetCode(number),
        part: kind.part,
        name: { zh: `${road.name ?? ''}${kind.name.zh} ${number} 号`, en: `${kind.name.en} ${number}` },
        at: { lon: Math.round((lon + 0.00004) * 1e6) / 1e6, lat: Math.round((lat + 0.00004) * 1e6) / 1e6 },
        street: street.code as StreetId,
        synthetic: true,
        supervisor: 'urban' as UnitId,
        owner: (street.code === streets[0].code ? 'office-ch' : 'office-wr') as UnitId,
        maintainer: kind.maintainer as UnitId,
      });
    }
  }
  return found;

  /** The longitude of 中轴大道, which parts the two streets, at a latitude. */
  function middleLine(lat: number): number {
    const line = roads.find(({ id }) => id === 'S6')?.line ?? [];
    const next = line.findIndex(([, y]) => y > lat);
    const [a, b] = [line[Math.max(0, next - 1)], line[next < 0 ? line.length - 1 : next]];
    if (!a || !b) return 0;
    const part = b[1] === a[1] ? 0 : Math.min(1, Math.max(0, (lat - a[1]) / (b[1] - a[1])));
    return between(a, b, part)[0];
  }
}
