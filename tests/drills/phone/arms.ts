/** What is taken away: nothing; the keys that make a repeat harmless; the wait until a write is on disk. */
export const arms = ['whole', 'nokey', 'relaxed'] as const;
export type Arm = (typeof arms)[number];

/** A weak signal: the answer takes its time, so that phones die between the server's deed and their hearing of it. */
const slow = `
  const send = window.fetch.bind(window);
  window.fetch = async (what, how) => {
    const answer = await send(what, REPLACED);
    if (how && how.method === 'POST') await new Promise((done) => setTimeout(done, WAIT));
    return answer;
  };`;
const asItIs = 'how';
const otherKey = `how && how.headers && how.headers['idempotency-key'] ? { ...how, headers: { ...how.headers, 'idempotency-key': crypto.randomUUID() } } : how`;
const forgetful = `
  const open = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (stores, mode) { return open.call(this, stores, mode, { durability: 'relaxed' }); };`;

export const before: Record<Arm, string> = {
  whole: slow.replace('REPLACED', asItIs).replace('WAIT', '150'),
  nokey: slow.replace('REPLACED', otherKey).replace('WAIT', '600'),
  relaxed: slow.replace('REPLACED', asItIs).replace('WAIT', '150') + forgetful,
};
