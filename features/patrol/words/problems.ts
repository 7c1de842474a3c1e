import type { Locale } from '../../../kernel/words.ts';
import { type PatrolRefusal, patrolRefusals } from '../rules/refusals.ts';

type Own = Exclude<PatrolRefusal['code'], 'not-allowed' | 'key-used-for-something-else'>;
type Sentences = Record<Own, readonly [title: string, detail: string]>;

const zh: Sentences = {
  'no-such-promise': ['没有这条巡查承诺', '它可能已经撤下，或不归您看。请刷新。'],
  'no-such-target': ['没有这个巡查目标', '请刷新后再看。'],
  'no-such-ask': ['没有这项请求', '它不是给您的，或已经没有了。'],
  'nothing-due': ['现在不用去', '这个目标眼下没有到期的巡查，不必请人。'],
  'cannot-go': ['这个人现在去不了', '他不在岗，或位置已经断了一会儿。请另选一位。'],
  'asked-already': ['已经请过这个人', '正在等对方答复，不必再点。'],
  'ask-is-over': ['这项请求已经结束', '已有人答复、已巡到，或已过时。'],
};

const en: Sentences = {
  'no-such-promise': ['No such patrol promise', 'It may have been withdrawn, or is not yours to see. Refresh the page.'],
  'no-such-target': ['No such patrol target', 'Refresh the page and look again.'],
  'no-such-ask': ['No such request', 'It is not addressed to you, or no longer there.'],
  'nothing-due': ['Nobody need go now', 'No visit of this target is due at present.'],
  'cannot-go': ['This person cannot go now', 'They are off duty, or their position has been silent for a while. Choose somebody else.'],
  'asked-already': ['This person has been asked', 'The answer is awaited; there is no need to ask again.'],
  'ask-is-over': ['This request is over', 'It was answered, the target was visited, or its time has passed.'],
};

const said = { zh, en };

/** The sentence of a refusal of patrol; undefined when the code is another feature's. */
export function sayPatrolProblem(locale: Locale, code: string): { title: string; detail: string } | undefined {
  if (!(code in patrolRefusals) || !(code in zh)) return undefined;
  const [title, detail] = said[locale][code as Own];
  return { title, detail };
}
