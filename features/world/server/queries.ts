export { type Stored, loadWorld, worldVersion } from './store.ts';
