import type { Server } from '../../../platform/http/server.ts';
import type { DutyDoors } from './asking.ts';
import { authorisationRoutes } from './authorisations.ts';
import { editRoutes } from './editroutes.ts';
import { handoverRoutes } from './handoverroutes.ts';
import { listRoutes } from './listroutes.ts';
import { ownerRoutes } from './ownerroutes.ts';

/** Everything beside what the desk's map reads (`read.ts`): owners, versions, and every change. */
export function responsibilityRoutes(app: Server, io: DutyDoors) {
  ownerRoutes(app, io);
  listRoutes(app, io);
  editRoutes(app, io);
  authorisationRoutes(app, io);
  handoverRoutes(app, io);
}
