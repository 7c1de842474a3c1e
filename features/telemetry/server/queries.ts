/** What other features may ask of telemetry: whose a device is, where it was, and which have news. */
export { type News, deviceById, newsIn, newsRead, trailOf } from './store.ts';
export { RETENTION_DAYS } from './command.ts';
