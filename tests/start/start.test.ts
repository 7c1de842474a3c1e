import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type Launched, eventually, launch, processesWith } from './launch.ts';

let root = '';
before(() => {
  root = mkdtempSync(join(tmpdir(), 'guanjia-start-'));
});
after(() => rmSync(root, { recursive: true, force: true }));

/** One folder for all: the first test makes the database, the others start warm. */
const folder = () => join(root, 'data');
const options = () => ['--port', '0', '--empty', '--quiet', '--data', folder()];
const portOf = (said: string) => /:(\d+)\/desk/.exec(said)?.[1] ?? assert.fail(said);

async function up(through: 'node' | 'npm' = 'node'): Promise<Launched & { port: string }> {
  const launched = launch(options(), {}, { through });
  return { ...launched, port: portOf(await launched.says(/^UP$/m)) };
}

async function nothingIsLeft() {
  await eventually(() => processesWith(folder()).length === 0, `left running: ${processesWith(folder()).join('\n')}`);
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`${signal} ends it with 0 and leaves no process and no mark`, async () => {
    const { child, ended } = await up();
    child.kill(signal);
    assert.equal(await ended, 0);
    await nothingIsLeft();
    const pg = join(folder(), 'postgres');
    assert.equal(existsSync(join(pg, 'owner.pid')), false);
    assert.equal(existsSync(join(pg, 'pg18', 'postmaster.pid')), false);
  });
}

test('Ctrl-C in the terminal of npm start ends everything in order, whoever hears it', async () => {
  const { child, said, ended } = await up('npm');
  process.kill(-(child.pid ?? assert.fail('no process')), 'SIGINT');
  await ended;
  await nothingIsLeft();
  assert.match(said(), /正在停止 · stopping/);
  assert.equal(existsSync(join(folder(), 'postgres', 'pg18', 'postmaster.pid')), false);
});

test('a server killed outright, and an npm start killed outright, block no next start', async () => {
  const server = await up();
  server.child.kill('SIGKILL');
  assert.equal(await server.ended, 'SIGKILL');
  const starter = await up('npm');
  const starting = processesWith(folder()).find((line) => /^\d+ \S*node tools\/start\.mjs/.test(line));
  const [pid] = (starting ?? assert.fail('npm start runs no node')).split(' ');
  process.kill(Number(pid), 'SIGKILL');
  await starter.ended;
  await nothingIsLeft();
  const again = await up();
  again.child.kill('SIGTERM');
  assert.equal(await again.ended, 0);
});

test('a second start says who holds the folder and ends with 1; the first goes on', async () => {
  const first = await up();
  const second = launch(options());
  assert.equal(await second.ended, 1);
  assert.match(second.said(), new RegExp(`正被进程 ${first.child.pid} 使用`));
  assert.match(second.said(), new RegExp(`in use by process ${first.child.pid}`));
  const answer = await fetch(`http://127.0.0.1:${first.port}/readyz`);
  assert.equal(answer.status, 200);
  first.child.kill('SIGTERM');
  assert.equal(await first.ended, 0);
});

test('a postgres killed under a running server comes back, and requests with it', async () => {
  const { child, port, ended } = await up();
  const pid = readFileSync(join(folder(), 'postgres', 'pg18', 'postmaster.pid'), 'utf8').split('\n')[0];
  process.kill(Number(pid), 'SIGKILL');
  await eventually(async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).status === 200, 'ready again');
  child.kill('SIGTERM');
  assert.equal(await ended, 0);
});

test('a taken port is named, with the command that takes another', async () => {
  const holder = createServer().listen(0, '127.0.0.1');
  await new Promise((on) => holder.once('listening', on));
  const { port } = holder.address() as { port: number };
  const started = launch(['--port', String(port), '--empty', '--quiet', '--data', folder()]);
  assert.equal(await started.ended, 1);
  holder.close();
  assert.match(started.said(), new RegExp(`端口 ${port} 已被占用.*--port ${port + 1}`));
  assert.match(started.said(), new RegExp(`Port ${port} is taken.*--port ${port + 1}`));
  await nothingIsLeft();
});

const mistakes: readonly (readonly [args: readonly string[], env: Record<string, string>, zh: RegExp, en: RegExp])[] = [
  [['--port', 'abc'], {}, /--port 不能是“abc”，应为 0–65535/, /--port cannot be "abc"; it takes 0–65535/],
  [['--port', '65536'], {}, /--port 不能是“65536”/, /--port cannot be "65536"/],
  [['--port'], {}, /--port 后面要写明值/, /--port needs a value/],
  [[], { PORT: 'http' }, /--port 不能是“http”/, /--port cannot be "http"/],
  [['--data', '--empty'], {}, /--data 后面要写明值/, /--data needs a value/],
  [['--role', 'king'], {}, /--role 不能是“king”，应为 all \| web \| worker/, /--role cannot be "king"; it takes all \| web \| worker/],
  [['--frobnicate'], {}, /不认识选项 --frobnicate。可用的有：.*--world/, /no option --frobnicate\. There are: .*--world/],
  [['futian'], {}, /不认识选项 futian/, /no option futian/],
  [[], { DATABASE_URL: 'mysql://root@db/x' }, /DATABASE_URL 应以 postgres:\/\/ 开头/, /DATABASE_URL must begin with postgres:\/\//],
  [
    [],
    { DATABASE_URL: 'postgres://u:secret@no-such-host.invalid/x' },
    /连不上数据库 no-such-host\.invalid\/x/,
    /no-such-host\.invalid\/x cannot be reached/,
  ],
  [['--data', '/dev/null/data'], {}, /数据目录 .* 不能使用/, /The data folder .* cannot be used/],
  [['--host', '203.0.113.7'], {}, /这台机器没有地址 203\.0\.113\.7/, /This machine has no address 203\.0\.113\.7/],
  [['--world', '/nowhere'], {}, /\/nowhere 不能作为世界载入：\s+.*文件夹不存在/, /\/nowhere is not a world that can be loaded:/],
];
for (const [args, env, zh, en] of mistakes) {
  test(`${[...Object.entries(env).map(([name, value]) => `${name}=${value}`), ...args].join(' ')} is refused in words, in both languages`, async () => {
    const started = launch(['--data', folder(), ...args], { PORT: '0', ...env });
    assert.equal(await started.ended, 1);
    assert.match(started.said(), zh);
    assert.match(started.said(), en);
    assert.doesNotMatch(started.said(), /secret|at .*\.js:\d+/);
  });
}
