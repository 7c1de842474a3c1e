// Two starts at once on one copy would pull node_modules and dist from under each other: the second waits for the first.
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';

const nap = new Int32Array(new SharedArrayBuffer(4));
/** The number stands in the mark a moment after the mark does. */
const NUMBERLESS = 5_000;

/** Waits until no other process holds the mark, then holds it. Answers how to let go. What a dead process left is taken away. */
export function takeMark(mark, sayWaiting) {
  for (let told = false; ; Atomics.wait(nap, 0, 0, 100)) {
    try {
      writeFileSync(mark, String(process.pid), { flag: 'wx' });
      return () => rmSync(mark, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (dropDead(mark) || told) continue;
    told = true;
    sayWaiting();
  }
}

function dropDead(mark) {
  try {
    const holder = readFileSync(mark, 'utf8');
    if (holder ? lives(Number(holder)) : Date.now() - statSync(mark).mtimeMs < NUMBERLESS) return false;
    const aside = `${mark}.${process.pid}`;
    renameSync(mark, aside);
    // Somebody else may have been quicker and hold it already: then it is given back.
    if (readFileSync(aside, 'utf8') === holder) rmSync(aside);
    else renameSync(aside, mark);
    return true;
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return true;
  }
}

function lives(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
