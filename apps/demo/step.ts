import type { Chance } from '../../kernel/chance.ts';
import type { CaseView } from '../../features/case/rules/view.ts';
import type { Client } from './client.ts';
import type { Named } from './named.ts';

/** Who plays which part, by account. */
export type Cast = {
  readonly operator: string;
  readonly shift: string;
  readonly dispatcher: string;
  readonly patrollers: readonly string[];
  readonly unitOf: ReadonlyMap<string, string>;
  readonly handlers: ReadonlyMap<string, string>;
  readonly leader: string;
};
export type Stage = {
  readonly base: string;
  readonly password: string;
  readonly now: () => number;
  readonly seed: number;
  readonly cast: Cast;
  readonly spots: readonly { lon: number; lat: number }[];
  readonly streetName: string;
  readonly named: Named;
};

/** The parts as clients that are signed in. */
export type Team = {
  chance: Chance;
  anyone: Client;
  operator: Client;
  shift: Client;
  dispatcher: Client;
  leader: Client;
  patrollers: Client[];
  handler: (unit: string) => Promise<Client | undefined>;
  /** Filing conditions of this world's catalogue by matter: two worlds name them differently. */
  conditions: ReadonlyMap<string, readonly string[]>;
};

/** What a script has in hand while it tells one case's story. */
export type Step = { team: Team; stage: Stage; later: (minutes: number) => number; receipt: { id: string; token: string }; story: Story };

export async function caseNow({ team, receipt }: Step): Promise<CaseView> {
  return team.operator.view(receipt.id);
}

/** One case's story: what is reported, and the steps it takes afterwards. */
export type Script =
  | 'verify'
  | 'file'
  | 'dispatch'
  | 'return'
  | 'rule'
  | 'accept'
  | 'finish'
  | 'ask_check'
  | 'pass'
  | 'fail'
  | 'close'
  | 'rate'
  | 'suspend'
  | 'supervise'
  | 'refuse'
  | 'note'
  | 'ask_verify';
export type Story = {
  readonly text: string;
  readonly by: 'resident' | 'patroller' | 'operator';
  readonly photo: boolean;
  readonly address?: string;
  readonly matter: string;
  readonly condition: string;
  readonly script: readonly Script[];
  /** What the party says when it sends the order back, and whose it says it is. */
  readonly returns?: { readonly reason: string; readonly counter: string };
};
