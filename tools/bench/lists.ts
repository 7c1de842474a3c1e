import { followToken } from '../../features/intake/server/token.ts';
import type { CaseId } from '../../kernel/brand.ts';
import { type Chance, pick } from '../../kernel/chance.ts';
import type { Database } from '../../platform/db/database.ts';
import { ofCrew, ofDistrict, ofStreet, tokenOf } from './askers.ts';
import { type Caller, openCaller, requestOf } from './caller.ts';
import { type Metric, held, median } from './metric.ts';

const ROUNDS = 3;
const ASKED = 30;
/** Promised at a million cases: milliseconds until the whole answer is there, of ninety-five in a hundred. */
const GOAL = 50;
/** All pins of a district at once; a desk asks for them when it opens, and for its window afterwards. */
const GOAL_ALL_PINS = 250;

/** One thing a screen asks. `path` makes each question a little different from the last. */
type Asking = { name: string; as: string | null; path: () => string; goal?: number };

/** p95 of what the desk, the residents' page and Open311 ask, through HTTP, one question at a time. */
export async function measureLists({ database, port, chance }: Desk, size: string): Promise<Metric[]> {
  const caller = await openCaller(port);
  const askings = await askingsOf(database, chance);
  const tokens = new Map<string, string>();
  for (const account of new Set(askings.flatMap(({ as }) => as ?? []))) tokens.set(account, await tokenOf(caller, account));
  const took = new Map<string, number[]>(askings.map(({ name }) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const { name, as, path } of askings) {
      const headers = as ? `authorization: Bearer ${tokens.get(as) ?? ''}\r\n` : '';
      took.get(name)?.push(await p95(caller, () => requestOf('GET', path(), { headers })));
    }
  }
  caller.close();
  return askings.map(({ name, goal = GOAL }) => held(`${name}, ${size} cases, p95`, median(took.get(name) ?? []), 'ms', { atMost: goal }));
}

export type Desk = { readonly database: Database; readonly port: number; readonly chance: Chance };

async function p95(caller: Caller, request: () => string): Promise<number> {
  const took: number[] = [];
  for (let n = 0; n < ASKED; n++) {
    const asked = request();
    const began = performance.now();
    const { status, body } = await caller.ask(asked);
    took.push(performance.now() - began);
    if (status !== 200) throw new Error(`${asked.split('\r\n', 1)[0]} was answered ${status}: ${body.slice(0, 200)}`);
  }
  return took.toSorted((a, b) => a - b)[Math.floor(took.length * 0.95)] ?? Number.NaN;
}

const unfinished = "status not in ('closed', 'refused', 'voided', 'merged')";

async function askingsOf(database: Database, chance: Chance): Promise<Asking[]> {
  const [district, street, crew] = [await ofDistrict(database), await ofStreet(database), await ofCrew(database)];
  const cases = await database.many<{ id: CaseId; number: string; lon: number; lat: number; matter: string | null }>(
    `(select id, number, lon, lat, matter from casefile where ${unfinished} and lon is not null order by id limit 300)
     union all (select id, number, lon, lat, matter from casefile where status = 'closed' and lon is not null order by id desc limit 300)`,
  );
  const secret = (await database.one<{ value: Buffer }>("select value from secret where name = 'follow'")).value;
  const one = () => pick(cases, chance);
  const days = await database.one<{ from: number; until: number }>(
    'select min(reported_at) as from, max(reported_at) as until from casefile',
  );
  const month = () => {
    const from = days.from + chance() * (days.until - days.from - 40 * 86_400_000);
    return `start_date=${new Date(from).toISOString()}&end_date=${new Date(from + 30 * 86_400_000).toISOString()}`;
  };
  const deep = await cursorsOf(database);
  const list = (rest: () => string) => () => `/api/cases?limit=50&${rest()}`;
  return [
    { name: 'list of ten streets, first page', as: district, path: list(() => 'sort=due') },
    { name: 'list of ten streets, deep page', as: district, path: list(() => `sort=due&after=${pick(deep.due, chance)}`) },
    { name: 'newest first, deep page', as: district, path: list(() => `sort=reported&after=${pick(deep.reported, chance)}`) },
    { name: 'overdue, first page', as: district, path: list(() => 'light=red') },
    { name: 'finished cases, deep page', as: district, path: list(() => `status=closed&sort=reported&after=${pick(deep.closed, chance)}`) },
    { name: 'list of one street', as: street, path: list(() => 'sort=due') },
    { name: 'list of one crew', as: crew, path: list(() => 'sort=due') },
    {
      name: 'search for words',
      as: district,
      path: list(() => `q=${encodeURIComponent(pick(['路灯', '井盖', '消防通道', 'zzz'], chance))}`),
    },
    { name: 'queue counts of ten streets', as: district, path: () => '/api/cases/counts' },
    { name: 'queue counts of one street', as: street, path: () => '/api/cases/counts' },
    { name: 'map pins of ten streets', as: district, path: () => '/api/cases/points', goal: GOAL_ALL_PINS },
    { name: 'map pins of a window', as: district, path: () => `/api/cases/points?bbox=${boxOf(one())}` },
    { name: 'case page', as: district, path: () => `/api/cases/${one().id}` },
    { name: 'same-incident candidates of a case', as: district, path: () => `/api/cases/${one().id}/candidates` },
    { name: 'known nearby, for a resident', as: null, path: () => nearPath(one()) },
    { name: 'follow page', as: null, path: () => `/api/follow/${followToken(secret, one().id)}` },
    { name: 'stage by number', as: null, path: () => `/api/lookup/${one().number}` },
    { name: 'Open311 list, newest', as: null, path: () => '/open311/v2/requests.json' },
    { name: 'Open311 list of a month, page 20', as: null, path: () => `/open311/v2/requests.json?${month()}&page_size=100&page=20` },
    {
      name: 'Open311 list, open ones of a matter',
      as: null,
      path: () => `/open311/v2/requests.json?status=open&service_code=${serviceOf(one())}`,
    },
    { name: 'Open311 request by number', as: null, path: () => `/open311/v2/requests/${one().number}.json` },
  ];
}

const boxOf = ({ lon, lat }: { lon: number; lat: number }) => [lon - 0.005, lat - 0.004, lon + 0.005, lat + 0.004].join();
const nearPath = ({ lon, lat, matter }: { lon: number; lat: number; matter: string | null }) =>
  `/api/public/nearby?lon=${lon}&lat=${lat}${matter ? `&matter=${matter}` : ''}&text=${encodeURIComponent('路灯不亮')}`;
const serviceOf = ({ matter }: { matter: string | null }) => matter ?? 'matter:06010';

/** Where pages deep in a list begin: a hundred of them, from a quarter to three quarters down. */
async function cursorsOf(database: Database) {
  const of = async (where: string, value: string, by: string) => {
    const rows = await database.many<{ value: number; id: string }>(
      `select ${value} as value, id from (select *, row_number() over (order by ${by}) as n, count(*) over () as total from casefile where ${where}) c
       where n % greatest(1, total / 200) = 0 and n between total / 4 and total * 3 / 4 limit 100`,
    );
    return rows.map((row) => `${row.value}~${row.id}`);
  };
  return {
    due: await of(`${unfinished} and due_at is not null`, 'due_at', 'due_at, id'),
    reported: await of(unfinished, 'reported_at', 'reported_at desc, id'),
    closed: await of("status = 'closed'", 'reported_at', 'reported_at desc, id'),
  };
}
