import { resolve } from 'node:path';
import { type SecondSetting, readSecondSetting } from '../../features/judgement/server/second.ts';
import { StartRefused } from '../../platform/db/refused.ts';

export const serverRoles = ['all', 'web', 'worker'] as const;
export type ServerRole = (typeof serverRoles)[number];

/** How this process was asked to run: the only place that reads the command line and the environment. */
export type Options = {
  readonly port: number;
  readonly host: string;
  readonly dataFolder: string;
  readonly databaseUrl: string | null;
  readonly world: string | null;
  readonly empty: boolean;
  readonly role: ServerRole;
  readonly quiet: boolean;
  /** Where JT/T 808 terminals knock; null when none are expected. */
  readonly terminalPort: number | null;
  /** Where devices speak MQTT to our own broker; null when none are expected. */
  readonly mqttPort: number | null;
  /** A broker of somebody else to listen at; null for none. */
  readonly mqttUrl: string | null;
  /** Which language model is asked for a second opinion; null, the default, asks none. */
  readonly second: SecondSetting | null;
};

const flags = new Set(['--empty', '--quiet']);
const values = new Set(['--world', '--port', '--host', '--role', '--data']);

export function readOptions(args: readonly string[], env: NodeJS.ProcessEnv): Options {
  const said = readFlags(args);
  const role = said.get('--role') ?? 'all';
  if (!serverRoles.includes(role as ServerRole)) throw wrong('--role', role, serverRoles);
  const world = said.get('--world');
  const databaseUrl = env.DATABASE_URL || null;
  if (databaseUrl && !/^(postgres|postgresql|socket):/.test(databaseUrl))
    throw new StartRefused({ code: 'database-url', said: databaseUrl.split(':')[0] ?? '' });
  return {
    port: readPort(said.get('--port') ?? env.PORT ?? '8700'),
    host: said.get('--host') ?? env.HOST ?? '127.0.0.1',
    dataFolder: resolve(said.get('--data') ?? env.GUANJIA_DATA ?? '.data'),
    databaseUrl,
    world: world ? resolve(world) : null,
    empty: said.has('--empty'),
    role: role as ServerRole,
    quiet: said.has('--quiet'),
    terminalPort: env.JT808_PORT ? readPort(env.JT808_PORT, 'JT808_PORT') : null,
    mqttPort: env.MQTT_PORT ? readPort(env.MQTT_PORT, 'MQTT_PORT') : null,
    mqttUrl: readBroker(env.MQTT_URL),
    second: readSecondSetting(env),
  };
}

/** `--name value` and `--name=value` alike; an option nobody knows is a mistake, not a wish. */
function readFlags(args: readonly string[]): Map<string, string> {
  const said = new Map<string, string>();
  for (let i = 0; i < args.length; i++) {
    const [name = '', inline] = (args[i] ?? '').split(/=(.*)/s);
    if (flags.has(name)) said.set(name, 'yes');
    else if (values.has(name)) said.set(name, filled(name, inline ?? args[++i]));
    else throw new StartRefused({ code: 'option-unknown', said: args[i] ?? '', known: [...flags, ...values] });
  }
  return said;
}

/** What an option takes when it is not a free choice of words. */
const takes: Record<string, readonly string[]> = { '--port': ['0–65535'], '--role': serverRoles };

function wrong(option: string, said: string, may: readonly string[] = takes[option] ?? []) {
  return new StartRefused({ code: 'option-value', option, said, takes: may });
}

/** The word after an option; another option there means that the word was forgotten. */
function filled(option: string, said: string | undefined): string {
  if (!said || said.startsWith('--')) throw wrong(option, '');
  return said;
}

function readPort(said: string, name = '--port'): number {
  const port = Number(said);
  if (!/^\d+$/.test(said) || port > 65_535) throw wrong(name, said, takes['--port']);
  return port;
}

function readBroker(said: string | undefined): string | null {
  if (!said) return null;
  if (!/^(mqtts?|wss?):\/\/[^/]/.test(said)) throw wrong('MQTT_URL', said.split(':')[0] ?? '', ['mqtt://', 'mqtts://', 'ws://', 'wss://']);
  return said;
}
