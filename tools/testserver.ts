// One embedded PostgreSQL for a whole test run: prints its address, ends when its standard input does.
import { startEmbedded } from '../platform/db/embedded.ts';

const folder = process.argv[2];
if (!folder) throw new Error('usage: testserver.ts <folder>');
const server = await startEmbedded({ folder, log: () => undefined });
process.stdout.write(`${server.connection.url}\n`);
process.stdin.resume();
process.stdin.on('end', () => {
  void server.stop().then(() => process.exit(0));
});
