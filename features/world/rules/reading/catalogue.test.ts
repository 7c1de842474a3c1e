import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WorldIssue } from '../issue.ts';
import { readCatalogue } from './catalogue.ts';

const files = { matters: 'catalog.csv', conditions: 'conditions.csv' };
const heading = 'kind,code,major_code,major_zh,major_en,minor_zh,minor_en,legacy_code,limit_value,limit_unit,closing_criterion';
const conditionHeading = 'kind,code,condition_key,filing_condition_en,limit_value,limit_unit,closing_criterion_en';
const bench = 'part,04007,04,园林绿化设施,landscaping,街头座椅,street bench,0407(local ext),3,work_day,mended';
const litter = 'event,06010,06,市容环境,appearance,暴露垃圾,exposed garbage,0110,4,work_hour,taken away';

function read(
  matters: readonly string[],
  conditions: readonly string[],
  headings: readonly [string, string] = [heading, conditionHeading],
) {
  const issues: WorldIssue[] = [];
  const texts = { matters: [headings[0], ...matters].join('\n'), conditions: [headings[1], ...conditions].join('\n') };
  const catalogue = readCatalogue(texts, files, { issues, sayings: new Map([['matter:06010', ['垃圾']]]) });
  return { catalogue, issues };
}

test('a class without condition gets one from its typical limit, so that it can be filed', () => {
  const { catalogue } = read([bench], []);
  assert.deepEqual(catalogue[0]?.conditions, [
    {
      key: 'seen',
      text: { zh: '存在异常', en: 'something is wrong with it' },
      limit: { value: 3, unit: 'work_day' },
      closing: { zh: '已恢复正常', en: 'mended' },
    },
  ]);
});

test('conditions of one key are numbered in their order', () => {
  const { catalogue } = read(
    [bench],
    ['part,04007,damaged,worn,1,work_day,mended', 'part,04007,damaged,worn,2,work_day,mended', 'part,04007,dirty,dirty,1,work_day,cleaned'],
  );
  assert.deepEqual(
    catalogue[0]?.conditions.map(({ key, limit }) => [key, limit.value]),
    [
      ['damaged', 1],
      ['damaged-2', 2],
      ['dirty', 1],
    ],
  );
});

test('a condition our tables know is Chinese on Chinese screens, another stays as the source has it', () => {
  const { catalogue } = read(
    [bench, litter],
    [
      'part,04007,damaged,worn,1,work_day,mended',
      'part,04007,haunted,a ghost sits on it,1,work_day,gone',
      'event,06010,,bags lie about,4,work_hour,taken away',
    ],
  );
  assert.deepEqual(
    catalogue.flatMap(({ conditions }) => conditions.map(({ text }) => text.zh)),
    ['破损、缺件、锈蚀或老化', 'a ghost sits on it', '公共场所有未装容器的生活垃圾'],
  );
});

test('an event is a matter, keeps its old code as an alias and the words people use for it', () => {
  const { catalogue } = read([litter, bench], []);
  assert.deepEqual(
    catalogue.map(({ kind, legacy, sayings, name }) => [kind, legacy, sayings, name.en]),
    [
      ['matter', '0110', ['垃圾'], 'Exposed garbage'],
      ['part', '0407', [], 'Street bench'],
    ],
  );
});

for (const [says, matters, conditions, code, file, feature, field] of [
  ['a kind nobody knows', [bench.replace('part', 'thing')], [], 'field-invalid', 'catalog.csv', '04007 (2)', 'kind'],
  ['a class without code', [bench.replace('04007', '')], [], 'field-missing', 'catalog.csv', '#2', 'code'],
  ['a class without name', [bench.replace('街头座椅', '')], [], 'field-missing', 'catalog.csv', '04007 (2)', 'minor_zh'],
  ['a row with a cell too many', [litter, `${bench},x`], [], 'row-broken', 'catalog.csv', '04007 (3)', null],
  [
    'a limit in fortnights',
    [bench],
    ['part,04007,damaged,worn,1,fortnight,mended'],
    'field-invalid',
    'conditions.csv',
    '04007 (2)',
    'limit_unit',
  ],
  [
    'a limit of nothing',
    [bench],
    ['part,04007,damaged,worn,0,work_day,mended'],
    'field-invalid',
    'conditions.csv',
    '04007 (2)',
    'limit_value',
  ],
  [
    'a condition of a class that is not there',
    [bench],
    ['part,04008,damaged,worn,1,work_day,mended'],
    'reference-unknown',
    'conditions.csv',
    '04008 (2)',
    'code',
  ],
  [
    'a condition that says nothing',
    [bench],
    ['part,04007,damaged,,1,work_day,mended'],
    'field-missing',
    'conditions.csv',
    '04007 (2)',
    'filing_condition_en',
  ],
] as const) {
  test(`refused: ${says}`, () => {
    const [first] = read(matters, conditions).issues;
    assert.deepEqual([first?.code, first?.file, first?.feature, first?.field], [code, file, feature, field]);
  });
}

test('a missing column is told once, by name', () => {
  const { issues } = read([bench], [], [heading.replace('minor_zh', 'name'), conditionHeading]);
  assert.deepEqual(
    issues.map(({ code, file, field }) => [code, file, field]),
    [['column-missing', 'catalog.csv', 'minor_zh']],
  );
});
