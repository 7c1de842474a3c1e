import { roles } from '../../features/people/rules/person.ts';
import { DEMO_PASSWORD, type Ground } from './ground.ts';
import type { Options } from './options.ts';

/** What a newcomer needs after `npm start`: where to look and whom to be. */
export async function greet(ground: Ground, { options, port, log }: { options: Options; port: number; log: (line: string) => void }) {
  const { frame } = ground.living().stored;
  const at = `http://${options.host === '0.0.0.0' ? 'localhost' : options.host}:${port}`;
  const accounts = await ground.database.many<{ account: string; roles: string[]; name: string }>(
    "select account, body -> 'roles' as roles, body ->> 'name' as name from person where body -> 'streets' ? $1 order by length(account), account",
    [frame.homeStreet],
  );
  const shown = roles.flatMap((role) => {
    const one = accounts.find((each) => each.roles.includes(role));
    return one ? [`  ${role.padEnd(16)} ${one.account.padEnd(14)} ${one.name}`] : [];
  });
  log('');
  log(`管家 Guanjia · ${frame.name.zh} ${frame.name.en}${frame.invented ? '（虚构 · invented）' : ''}`);
  log(`  居民 resident   ${at}/`);
  log(`  工作台 desk     ${at}/desk`);
  log(`  手机 field      ${at}/field`);
  log(`  接口 API        ${at}/docs`);
  log(`  演示账号 demo sign-ins (密码 password: ${DEMO_PASSWORD})`);
  for (const line of shown) log(line);
  log('UP');
}
