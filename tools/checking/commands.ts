import type { Page } from './files.ts';

const own = new Set(['start', 'test']);
const npms = new Set(['ci', 'install', 'run', 'exec', 'ls', 'view', 'pack']);

/** Every npm command a paper tells the reader to type is one this project has. */
export function unknownCommands(page: Page, scripts: ReadonlySet<string>): string[] {
  // Only what is set as code is typed; "the npm packages" is not a command.
  const typed = [...page.text.matchAll(/^```[\s\S]*?^```|`[^`\n]+`/gm)].map(([code]) => code).join('\n');
  const asked = [...typed.matchAll(/\bnpm (run )?([a-z][a-z:-]*)/g)];
  return asked.flatMap(([said, run, name = '']) => {
    const known = run || own.has(name) ? scripts.has(name) : npms.has(name);
    return known ? [] : [`${page.path}: \`${said}\` is not a command of this project`];
  });
}
