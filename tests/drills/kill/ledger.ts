import { appendFileSync } from 'node:fs';

/** A report somebody holds a receipt for. */
export type AckedReport = {
  readonly id: string;
  readonly number: string;
  readonly text: string;
  readonly address: string;
  readonly phone: string;
  readonly saidAt: number | null;
  /** Said so late that its deadline had passed: both lights must have been raised for it. */
  readonly overdue: boolean;
};
/** A command somebody was told is done. `mark` is what its event carries and no other command does. */
export type AckedCommand = {
  readonly caseId: string;
  readonly type: 'noted' | 'filed' | 'dispatched' | 'order_accepted';
  readonly mark: string;
};
export type AckedPhoto = { readonly caseId: string; readonly id: string };

/** What the clients know, kept outside everything that is killed: in this process and in a file for whoever looks afterwards. */
export type Ledger = {
  readonly reports: AckedReport[];
  readonly commands: AckedCommand[];
  readonly photos: AckedPhoto[];
  /** Every text ever sent, acknowledged or not: what is found may be no other. */
  readonly said: Set<string>;
  /** Answers that a client with a good key should never hear. */
  readonly refused: string[];
  readonly count: { heard: number; unheard: number };
  readonly ack: (kind: 'reports' | 'commands' | 'photos', what: AckedReport | AckedCommand | AckedPhoto) => void;
};

export function openLedger(file: string): Ledger {
  const ledger: Ledger = {
    reports: [],
    commands: [],
    photos: [],
    said: new Set(),
    refused: [],
    count: { heard: 0, unheard: 0 },
    ack: (kind, what) => {
      (ledger[kind] as unknown[]).push(what);
      appendFileSync(file, `${JSON.stringify({ kind, what })}\n`);
    },
  };
  return ledger;
}
