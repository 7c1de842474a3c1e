import type { Minutes, PersonId, StreetId, UnitId } from '../../../../kernel/brand.ts';
import type { SeedPromise } from '../../../patrol/rules/wire.ts';

/** Three shifts round the clock, half an hour a round in each of a street's six duty grids, twelve in all, as the butler of Huafu promises its own twelve. */
function halfHour(street: string, id: string, name: SeedPromise['name'], people: readonly string[]): SeedPromise {
  const grids = Array.from({ length: 6 }, (_, n) => `${street}00${Math.floor(n / 2) + 1}-G${(n % 2) + 1}`);
  return {
    id,
    name,
    street: street as StreetId,
    team: 'patrol' as UnitId,
    form: { kind: 'gap', every: 30 as Minutes, grace: 0 as Minutes },
    hours: [0, 8, 16].map((hour) => ({ from: hour * 60, to: (hour + 8) * 60 })),
    targets: 'duty_grids',
    visit: { dwellSeconds: 60, fixes: 2, walked: null },
    askedSeconds: 20,
    answerMinutes: 3 as Minutes,
    rounds: people.map((person, n) => ({
      person: `p-${person}` as PersonId,
      targets: grids.filter((_, at) => Math.floor((at * people.length) / 6) === n),
    })),
  };
}

/** Where people live closest and where they gather, looked at every hour under the street's authorisation. */
const safety: SeedPromise = {
  ...halfHour('440399001', 'ch-safety-hourly', { zh: '澄湖重点部位每小时一巡', en: 'Chenghu: places of risk each hour' }, []),
  team: 'safety' as UnitId,
  form: { kind: 'gap', every: 60 as Minutes, grace: 0 as Minutes },
  targets: ['V-SL', 'P-CH'],
  rounds: [{ person: 'p-jin' as PersonId, targets: ['V-SL', 'P-CH'] }],
};

export const smallPromises: readonly SeedPromise[] = [
  halfHour('440399001', 'ch-half-hour', { zh: '澄湖网格半小时一巡', en: 'Chenghu: every grid each half hour' }, ['sun', 'ma', 'hu']),
  halfHour('440399002', 'wr-half-hour', { zh: '望榕网格半小时一巡', en: 'Wangrong: every grid each half hour' }, ['sun', 'ma', 'hu']),
  safety,
];
