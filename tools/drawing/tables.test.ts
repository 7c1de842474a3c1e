import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawLife } from './life.ts';
import { drawPermits } from './permits.ts';
import { placeDrawn } from './place.ts';
import { leadsTo } from './situations.ts';
import { redraw, staleTables } from './tables.ts';

const paper = '# Case\n<!-- drawn: life cycle -->\nold\n<!-- /drawn -->\n## Who\n<!-- drawn: permits -->\n<!-- /drawn -->\nend\n';

test('a table is put between its marks and nothing else is touched', () => {
  assert.equal(placeDrawn('a <!-- drawn: x --> old <!-- /drawn --> b', 'x', 'new'), 'a <!-- drawn: x -->\nnew\n<!-- /drawn --> b');
  assert.equal(placeDrawn('a <!-- drawn: x --> old', 'x', 'new'), undefined);
});

test('drawing again changes nothing, and a line changed by hand is found', () => {
  const name = 'features/case/README.md';
  const { fresh } = redraw(name, paper);
  assert.equal(redraw(name, fresh).fresh, fresh);
  assert.deepEqual(staleTables(name, fresh), []);
  assert.equal(staleTables(name, fresh.replace('shift_leader (gov)', 'handler')).length, 1);
  assert.equal(staleTables(name, '# Case\n').length, 2);
  assert.deepEqual(staleTables('README.md', 'shows no table'), []);
});

test('every way out of handling is shown', () => {
  assert.deepEqual(leadsTo('handling').get('return_order'), ['to_dispatch', 'disputed', 'handling', 'to_check']);
  assert.deepEqual(leadsTo('handling').get('grant_request'), ['handling', 'suspended']);
  assert.deepEqual(leadsTo('to_close').get('rework'), ['to_file', 'handling']);
  assert.deepEqual(leadsTo('closed').get('call_back'), ['to_dispatch', 'closed']);
});

test('no cell of the life cycle is drawn without an end: each was reached by saying it', () => {
  for (const line of drawLife().split('\n')) assert.doesNotMatch(line, /→ (\||<br>|$)/);
});

test('seats of public power show as government only, and a check as asked for by name', () => {
  const lines = drawPermits().split('\n');
  const line = (command: string) => lines.find((each) => each.startsWith(`| \`${command}\``)) ?? '';
  assert.match(line('close'), /\| shift_leader \(gov\) \|$/);
  assert.match(line('check'), /\| any post \(named\) \|$/);
  assert.match(line('finish_order'), /\| unit_manager, handler \(unit\) \|$/);
  assert.match(line('escalate'), /\| the system \|$/);
});
