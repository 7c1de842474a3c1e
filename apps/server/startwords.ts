import type { StartRefusal } from '../../platform/db/refused.ts';
import type { Words } from '../../kernel/words.ts';

type Of<C extends StartRefusal['code']> = Extract<StartRefusal, { code: C }>;
type Say = { [C in StartRefusal['code']]: (it: Of<C>) => Words };

/** What is the matter and what to do now. Total: a refusal without words does not compile. */
const say: Say = {
  'no-postgres': ({ platform }) => ({
    zh: `没有适用于 ${platform} 的自带 PostgreSQL。请用 DATABASE_URL 指定一个 PostgreSQL 15 或更新的数据库。`,
    en: `No PostgreSQL is packaged for ${platform}. Set DATABASE_URL to a PostgreSQL 15 or newer.`,
  }),
  'postgres-old': ({ version }) => ({
    zh: `需要 PostgreSQL 15 或更新的版本，现在连上的是 ${version}。请升级，或改用别的数据库。`,
    en: `PostgreSQL 15 or newer is needed; this one is ${version}. Upgrade it, or use another.`,
  }),
  'not-durable': ({ commit, fsync }) => ({
    zh: `这个 PostgreSQL 的 synchronous_commit=${commit}、fsync=${fsync}：已经答复“收到”的上报可能丢失。请把两项都打开再启动。`,
    en: `This PostgreSQL runs with synchronous_commit=${commit}, fsync=${fsync}: an acknowledged report could be lost. Turn both on and start again.`,
  }),
  'database-url': ({ said }) => ({
    zh: `DATABASE_URL 应以 postgres:// 开头，现在是“${said}”。例如 postgres://用户:密码@主机:5432/库名。`,
    en: `DATABASE_URL must begin with postgres://, not with "${said}". Example: postgres://user:password@host:5432/database.`,
  }),
  'database-unreachable': ({ at, why }) => ({
    zh: `连不上数据库 ${at}（${why}）。请确认它已启动、地址正确、网络可达，再检查 DATABASE_URL。`,
    en: `The database at ${at} cannot be reached (${why}). Check that it runs, that the address is right and reachable, and DATABASE_URL.`,
  }),
  'database-sign-in': ({ at, why }) => ({
    zh: `数据库 ${at} 不让我们进（${why}）。请检查 DATABASE_URL 里的用户、密码和库名。`,
    en: `The database at ${at} does not let us in (${why}). Check the user, password and database name in DATABASE_URL.`,
  }),
  'database-newer': ({ migration }) => ({
    zh: `数据库里已有迁移 ${migration}，这个版本的管家还不认识它。请启动当初建立它的新版本。`,
    en: `The database knows migration ${migration}, which this Guanjia does not. Start the newer version that made it.`,
  }),
  'migration-changed': ({ migration }) => ({
    zh: `迁移文件 ${migration} 在执行之后被改过。请恢复发布时的原文件。`,
    en: `Migration ${migration} was changed after it was applied. Put the released file back.`,
  }),
  'data-folder': ({ folder, why }) => ({
    zh: `数据目录 ${folder} 不能使用：${why}。请换一个目录：GUANJIA_DATA=目录 npm start。`,
    en: `The data folder ${folder} cannot be used: ${why}. Choose another: GUANJIA_DATA=folder npm start.`,
  }),
  'data-folder-closed': ({ folder }) => ({
    zh: `PostgreSQL 不能以 root 运行，而这台机器又不允许用户命名空间；普通用户也进不了 ${folder}。请用 GUANJIA_DATA 换一个人人可进的位置（如 /var/lib/guanjia），或以普通用户启动，或设置 DATABASE_URL。`,
    en: `PostgreSQL does not run as root, this machine allows no user namespaces, and an ordinary user cannot enter ${folder}. Choose an open place with GUANJIA_DATA (such as /var/lib/guanjia), start as an ordinary user, or set DATABASE_URL.`,
  }),
  'data-version': ({ folder, found, brought }) => ({
    zh: `${folder} 里是 PostgreSQL ${found} 的数据，这个版本的管家带的是 ${brought}。数据没有动。请用当初建立它的版本启动，或用 GUANJIA_DATA 换一个目录。`,
    en: `${folder} holds data of PostgreSQL ${found}, but this Guanjia brings ${brought}. Nothing was touched. Start the version that made it, or choose another folder with GUANJIA_DATA.`,
  }),
  'data-broken': ({ folder, why }) => ({
    zh: `${folder} 不完整（${why}）。数据没有动。请从备份恢复；若不需要里面的数据，把这个目录移走再启动：mv ${folder} ${folder}.broken。`,
    en: `${folder} is not whole (${why}). Nothing was touched. Restore it from a backup; if you do not need what is in it, move it away and start again: mv ${folder} ${folder}.broken.`,
  }),
  'disk-full': ({ folder, why }) => ({
    zh: `${folder} 所在的磁盘已满（${why}）。请腾出空间，或用 GUANJIA_DATA 换一个目录，再启动。`,
    en: `The disk that holds ${folder} is full (${why}). Free some space, or choose another folder with GUANJIA_DATA, and start again.`,
  }),
  'folder-in-use': ({ folder, pid }) => ({
    zh: `${folder} 正被进程 ${pid} 使用。请先停掉它（kill ${pid}），或用 GUANJIA_DATA 换一个目录；要分开运行网页和后台进程，请设置 DATABASE_URL。`,
    en: `${folder} is in use by process ${pid}. Stop it first (kill ${pid}), or choose another folder with GUANJIA_DATA; to run web and worker apart, set DATABASE_URL.`,
  }),
  orphan: ({ folder, pid }) => ({
    zh: `上次留下的 PostgreSQL（进程 ${pid}）还占着 ${folder}，请它停下没有成功。请手动停掉：kill -INT ${pid}。`,
    en: `An earlier PostgreSQL (process ${pid}) still holds ${folder} and did not stop when asked. Stop it by hand: kill -INT ${pid}.`,
  }),
  initdb: ({ folder, why }) => ({
    zh: `在 ${folder} 建立数据库没有成功：${why}`,
    en: `The database could not be created in ${folder}: ${why}`,
  }),
  postgres: ({ folder, why }) => ({
    zh: `PostgreSQL 在 ${folder} 上起不来，它最后说的是：${why}\n数据没有动。若目录已损坏，请从备份恢复；若不需要里面的数据，把它移走再启动：mv ${folder} ${folder}.broken。`,
    en: `PostgreSQL does not start on ${folder}. Its last words: ${why}\nNothing was touched. If the folder is damaged, restore it from a backup; if you do not need what is in it, move it away and start again: mv ${folder} ${folder}.broken.`,
  }),
  world: ({ folder, issues, more }) => {
    const list = (locale: 'zh' | 'en') => issues.map((issue) => `\n  ${issue[locale]}`).join('') + (more > 0 ? `\n  … +${more}` : '');
    return { zh: `${folder} 不能作为世界载入：${list('zh')}`, en: `${folder} is not a world that can be loaded:${list('en')}` };
  },
  'port-taken': ({ port }) => ({
    zh: `端口 ${port} 已被占用。请停掉占用它的程序，或换一个端口：npm start -- --port ${port + 1}。`,
    en: `Port ${port} is taken. Stop what listens there, or choose another: npm start -- --port ${port + 1}.`,
  }),
  'port-forbidden': ({ port }) => ({
    zh: `当前用户不能打开端口 ${port}。请换一个 1024 以上的端口，例如 npm start -- --port 8700。`,
    en: `This user may not open port ${port}. Choose one from 1024 on, such as npm start -- --port 8700.`,
  }),
  'terminal-port': ({ port, why }) => ({
    zh: `车载终端端口 ${port} 打不开（${why}）。请用环境变量 JT808_PORT 换一个。`,
    en: `The port for vehicle terminals, ${port}, cannot be opened (${why}). Choose another with JT808_PORT.`,
  }),
  'mqtt-port': ({ port, why }) => ({
    zh: `MQTT 端口 ${port} 打不开（${why}）。请用环境变量 MQTT_PORT 换一个。`,
    en: `The port for MQTT, ${port}, cannot be opened (${why}). Choose another with MQTT_PORT.`,
  }),
  'host-unusable': ({ host }) => ({
    zh: `这台机器没有地址 ${host}。请用 --host 127.0.0.1（仅本机）或 --host 0.0.0.0（所有网络）。`,
    en: `This machine has no address ${host}. Use --host 127.0.0.1 (this machine only) or --host 0.0.0.0 (every network).`,
  }),
  'option-unknown': ({ said, known }) => ({
    zh: `不认识选项 ${said}。可用的有：${known.join(' ')}。`,
    en: `There is no option ${said}. There are: ${known.join(' ')}.`,
  }),
  'option-value': ({ option, said, takes }) => {
    const may = takes.join(' | ');
    return {
      zh: said ? `${option} 不能是“${said}”${may ? `，应为 ${may}` : ''}。` : `${option} 后面要写明值${may ? `：${may}` : ''}。`,
      en: said ? `${option} cannot be "${said}"${may ? `; it takes ${may}` : ''}.` : `${option} needs a value${may ? `: ${may}` : ''}.`,
    };
  },
};

export function sayStartRefusal(refusal: StartRefusal): Words {
  // The table is total and each row takes its own refusal; TypeScript cannot tie the two halves of a union together.
  const row = say[refusal.code] as (it: StartRefusal) => Words;
  return row(refusal);
}
