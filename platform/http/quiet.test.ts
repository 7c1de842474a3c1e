import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import { quietError, quietRequest } from './quiet.ts';

for (const [says, url, path] of [
  ['a query is dropped', '/api/cases?q=13800138000', '/api/cases'],
  ['a follow link loses its secret', '/api/follow/AaIT0vCkfe-zrMZZk5oP05eexj2mW7DBmo5AIdxNx-g/photos', '/api/follow/…/photos'],
  ['a follow page too', '/f/AaIT0vCkfe-zrMZZk5oP05eexj2mW7DBmo5AIdxNx-g', '/f/…'],
  ['a plain path stays', '/api/reports', '/api/reports'],
] as const)
  test(`the log of a request: ${says}`, () => assert.equal(quietRequest({ method: 'GET', url }).path, path));

test('the log of a failed row names the table and the constraint, never what stood in the row', () => {
  const error = new pg.DatabaseError('new row for relation "report" violates check constraint "report_x"', 0, 'error');
  Object.assign(error, {
    code: '23514',
    detail: 'Failing row contains (440399001, 李大力, 13800138000).',
    where: 'COPY report, line 1: "13800138000"',
    hint: '13800138000',
    table: 'report',
    constraint: 'report_x',
  });
  const said = JSON.stringify(quietError(error));
  assert.doesNotMatch(said, /13800138000|李大力/);
  assert.match(said, /23514.*report_x.*report/);
});
