import type { Words } from '../../../kernel/words.ts';
import type { Receipt } from '../rules/report.ts';

/** What the report's screens hand to each other. */
export type Thing = { code: string; name: Words; point: { lon: number; lat: number } };
export type Offer = { key: string; name: Words };
export type Delivered = { receipt: Receipt; key: string };
export type Picture = { readonly id: IDBValidKey; readonly photo: Blob };
