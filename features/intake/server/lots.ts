import { type Database, isRefusedByDatabase } from '../../../platform/db/database.ts';
import { inLots } from '../../../platform/db/lots.ts';
import { type ReportRow, takeReports } from './store.ts';

/** Reports that come in together are written together: under a storm, one commit for a dozen. Each is answered only after it. */
export function reportsInLots(database: Database): (row: ReportRow) => Promise<boolean> {
  return inLots({
    lanes: 2,
    most: 50,
    work: async (rows) => {
      const taken = await takeReports(database, rows);
      return rows.map(({ id }) => taken.has(id));
    },
    isOwnFault: isRefusedByDatabase,
  });
}
