// Draws the life cycle and the permissions of the case, as they run, into the papers that show them.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { redraw, shown } from './drawing/tables.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
for (const name of Object.keys(shown)) {
  const { fresh, homeless } = redraw(name, readFileSync(join(root, name), 'utf8'));
  if (homeless.length > 0) throw new Error(`${name} has no place for: ${homeless.join(', ')}`);
  writeFileSync(join(root, name), fresh);
}
