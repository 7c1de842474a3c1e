import { createHash } from 'node:crypto';
import type { Instant } from '../../../kernel/brand.ts';
import { addsNothing } from '../rules/redact.ts';
import {
  type Candidate,
  type Message,
  type Opinion,
  type Purpose,
  askMatter,
  askSummary,
  purposes,
  readOpinion,
  readSummary,
} from '../rules/opinion.ts';

/** Where a second opinion is asked, if anywhere: an OpenAI-compatible base address, often one inside the government's own network. */
export type SecondSetting = {
  readonly url: string;
  readonly model: string;
  readonly key: string | null;
  readonly purposes: readonly Purpose[];
  /** The model that was accepted after `npx guanjia judge second` on this deployment's own reports; another one is not asked. */
  readonly accepted: string;
  readonly dailyTokens: number;
};
type Log = (entry: { purpose: Purpose; sentHash: string; outcome: Outcome; tokens: number }) => void;
export type Outcome = 'answered' | 'abstained' | 'no-answer' | 'failed' | 'too-slow' | 'breaker' | 'busy' | 'budget' | 'off';
export type SecondIo = { readonly setting: () => SecondSetting | null; readonly now: () => Instant; readonly log: Log };

/** Nobody waits longer for what may also be left out. Milliseconds. */
const PATIENCE = 3_000;
const AT_ONCE = 4;
/** So many failures in a row open the breaker, for so long. */
const FAILURES = 3;
const REST = 60_000;
/** Tokens of an answer; a matter and a line of evidence need a hundred. */
const MOST_TOKENS = 200;
const DAY = 86_400_000;

/** Read from the environment; null, the default, unless address, model, purposes and acceptance are all said. GUANJIA_LLM_STOP=1 stops it whatever else is said. */
export function readSecondSetting(env: Readonly<Record<string, string | undefined>>): SecondSetting | null {
  const {
    GUANJIA_LLM_URL: url = '',
    GUANJIA_LLM_MODEL: model = '',
    GUANJIA_LLM_ACCEPTED: accepted = '',
    GUANJIA_LLM_STOP: stop = '',
  } = env;
  const asked = (env.GUANJIA_LLM_PURPOSES ?? '').split(',').map((each) => each.trim());
  const allowed = purposes.filter((purpose) => asked.includes(purpose));
  if (!url || !model || allowed.length === 0 || accepted !== model || stop) return null;
  return {
    url: url.replace(/\/$/, ''),
    model,
    accepted,
    key: env.GUANJIA_LLM_KEY || null,
    purposes: allowed,
    dailyTokens: Number(env.GUANJIA_LLM_DAILY_TOKENS ?? 200_000) || 0,
  };
}

type Said = { readonly content: string; readonly tokens: number };

/** A second opinion, never the first: undefined whenever there is any reason to have none. */
export function openSecond({ setting, now, log }: SecondIo) {
  let running = 0;
  let failures = 0;
  let restUntil = 0;
  let spent = { day: 0, tokens: 0 };

  const hindered = (purpose: Purpose, given: SecondSetting | null): Outcome | undefined => {
    if (!given?.purposes.includes(purpose)) return 'off';
    if (now() < restUntil) return 'breaker';
    if (running >= AT_ONCE) return 'busy';
    const day = Math.floor(now() / DAY);
    if (spent.day !== day) spent = { day, tokens: 0 };
    return spent.tokens >= given.dailyTokens ? 'budget' : undefined;
  };
  const fail = (error: unknown): Outcome => {
    failures += 1;
    if (failures >= FAILURES) [failures, restUntil] = [0, now() + REST];
    return (error as { name?: string }).name === 'TimeoutError' ? 'too-slow' : 'failed';
  };

  /** Asked at most twice, for some servers answer blank the first time; `read` decides what is an answer. */
  async function ask<T>(
    purpose: Purpose,
    messages: readonly Message[],
    read: (content: string) => T | 'none' | undefined,
  ): Promise<T | undefined> {
    const given = setting();
    const sentHash = createHash('sha256').update(JSON.stringify(messages)).digest('hex');
    let outcome: Outcome = hindered(purpose, given) ?? 'no-answer';
    let answer: T | undefined;
    let tokens = 0;
    if (outcome === 'no-answer' && given) {
      running += 1;
      try {
        ({ answer, outcome, tokens } = await twice(() => post(given, messages), read));
        failures = 0;
      } catch (error) {
        outcome = fail(error);
      } finally {
        running -= 1;
        spent.tokens += tokens;
      }
    }
    // What was sent is a citizen's words: the log keeps a hash of it and nothing else.
    log({ purpose, sentHash, outcome, tokens });
    return answer;
  }

  return {
    matter: (text: string, candidates: readonly Candidate[]): Promise<Opinion | undefined> =>
      ask('matter', askMatter(text, candidates), (content) => readOpinion(content, text, candidates)),
    /** Shown beside the citizen's words and marked as made by a machine, or not at all: a summary that adds a fact is none. */
    summary: async (text: string, names: readonly string[]): Promise<{ summary: string; generated: true } | undefined> => {
      const summary = await ask('summary', askSummary(text), (content) => {
        const read = readSummary(content);
        return read !== undefined && addsNothing(text, read, names) ? read : undefined;
      });
      return summary === undefined ? undefined : { summary, generated: true };
    },
  };
}
export type Second = ReturnType<typeof openSecond>;

/** Two tries for an answer; that nothing fits is one. */
async function twice<T>(post: () => Promise<Said>, read: (content: string) => T | 'none' | undefined) {
  let tokens = 0;
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const said = await post();
    tokens += said.tokens;
    const answer = read(said.content);
    if (answer === 'none') return { answer: undefined, outcome: 'abstained' as const, tokens };
    if (answer !== undefined) return { answer, outcome: 'answered' as const, tokens };
  }
  return { answer: undefined, outcome: 'no-answer' as const, tokens };
}

/** Exactly what goes over the wire, for an operator to look at before switching anything on. */
export function payloadOf({ model }: Pick<SecondSetting, 'model'>, messages: readonly Message[]) {
  return { model, messages, temperature: 0, max_tokens: MOST_TOKENS, response_format: { type: 'json_object' }, stream: false };
}

async function post(setting: SecondSetting, messages: readonly Message[]): Promise<Said> {
  const answer = await fetch(`${setting.url}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(setting.key ? { authorization: `Bearer ${setting.key}` } : {}) },
    body: JSON.stringify(payloadOf(setting, messages)),
    signal: AbortSignal.timeout(PATIENCE),
    redirect: 'error',
  });
  if (!answer.ok) throw new Error(`the second opinion's server answered ${answer.status}`);
  const body = (await answer.json()) as { choices?: { message?: { content?: unknown } }[]; usage?: { total_tokens?: unknown } };
  const content = body.choices?.[0]?.message?.content;
  const tokens = body.usage?.total_tokens;
  // A server that counts nothing is charged the most it may have used, or its budget would never end.
  return {
    content: typeof content === 'string' ? content : '',
    tokens: typeof tokens === 'number' ? tokens : MOST_TOKENS + JSON.stringify(messages).length,
  };
}
