// Draws the life cycle and the permissions of the case, as they run, into the paper that shows them.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { redraw, shownIn } from './drawing/tables.ts';

const path = join(dirname(dirname(fileURLToPath(import.meta.url))), shownIn);
const { fresh, homeless } = redraw(readFileSync(path, 'utf8'));
if (homeless.length > 0) throw new Error(`${shownIn} has no place for: ${homeless.join(', ')}`);
writeFileSync(path, fresh);
