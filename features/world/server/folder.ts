import type { World } from '../rules/world.ts';
export async function readWorld(folder: string): Promise<{ ok: true; value: World } | { ok: false; issues: { file: string }[] }> {
  return { ok: false, issues: [{ file: folder }] };
}
