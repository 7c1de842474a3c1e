import assert from 'node:assert/strict';
import test from 'node:test';
import type { UnitId } from '../../../kernel/brand.ts';
import { seeded } from '../../../kernel/chance.ts';
import { compile, decide } from './map.ts';
import { matrixOf } from './matrix.ts';
import { isFallback } from './row.ts';
import { matters, randomInstant, randomRows, row, spotOf, toyGround } from './testing.ts';
import { keyOf } from '../../catalogue/rules/matter.ts';

const ground = toyGround();
const areas = ['S1', 'S2', 'K1', 'G1', 'G2', 'V1'];

test('every cell tells exactly the parties that single decisions on its ground name, 40 random lists', () => {
  const chance = seeded(31);
  for (let n = 0; n < 40; n += 1) {
    const map = compile(randomRows(chance, 24), ground);
    const at = randomInstant(chance);
    const { cells, outcomes } = matrixOf(map, { areas, at });
    for (const [i, matter] of matters.entries())
      for (const [j, area] of areas.entries()) {
        const bare = ground.pieces.filter((piece) => piece.asset === null && piece.areas.includes(area));
        const decisions = bare.flatMap((piece) =>
          matter.conditions.map(({ key }) => decide(map, { matter: keyOf(matter), condition: key, spot: spotOf(piece), at })),
        );
        const outcome = outcomes[cells[i * areas.length + j] as number];
        assert.deepEqual(
          [...(outcome?.parties ?? [])].sort(),
          [...new Set(decisions.flatMap((each) => (each ? [each.party] : [])))].sort(),
        );
        const gap = decisions.some((each) => !each) ? 'nobody' : decisions.some((each) => each && isFallback(each.row)) ? 'fallback' : null;
        assert.equal(outcome?.gap, gap, `${keyOf(matter)} in ${area}`);
      }
  }
});

test('who has most of the ground stands first, and one bare corner is told as a gap', () => {
  const rows = [
    row('butler', { matter: { major: '06' }, territory: { place: 'S1' }, party: 'butler' as UnitId }),
    row('village', { matter: { major: '06' }, territory: { place: 'V2' }, party: 'village' as UnitId }),
    row('rest', { territory: { place: 'S1' }, party: 'centre' as UnitId }),
  ];
  const { cells, outcomes } = matrixOf(compile(rows, ground), { areas: ['S1', 'S2', 'G1'], at: randomInstant(seeded(1)) });
  const cell = (matter: number, area: number) => outcomes[cells[matter * 3 + area] as number];
  assert.deepEqual([cell(3, 0)?.parties, cell(3, 0)?.gap], [['butler', 'village'], null]);
  assert.deepEqual([cell(0, 2)?.parties, cell(0, 2)?.gap], [['centre'], 'fallback']);
  assert.deepEqual([cell(3, 1)?.parties, cell(3, 1)?.gap], [[], 'nobody']);
});

test('cells that cannot differ share one outcome', () => {
  const { outcomes, cells } = matrixOf(compile([row('all')], ground), { areas, at: randomInstant(seeded(2)) });
  assert.equal(outcomes.length, 1);
  assert.equal(cells.length, matters.length * areas.length);
});
