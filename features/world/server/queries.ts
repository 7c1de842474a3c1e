export { type Frame, type Stored, loadWorld, worldVersion } from './store.ts';
