import type { Locale } from '../../../kernel/words.ts';
import type { DutyRefusalCode } from '../rules/refusals.ts';

type Facts = Record<string, unknown>;
/** What other features refuse with the same code is said in their words. */
type Own = Exclude<DutyRefusalCode, 'key-used-for-something-else'>;
type Sentences = Record<Own, readonly [title: string, detail: string | ((facts: Facts) => string)]>;
const n = (value: unknown) => String(value ?? '');

const zh: Sentences = {
  'list-has-faults': ['清单还有错误', ({ issues }) => `有 ${n(issues)} 处错误，写在各行旁边，改好后再保存。`],
  'preview-stale': [
    '清单已经变了',
    ({ base, now }) => `您预览时是第 ${n(base)} 版，现在是第 ${n(now)} 版，或者内容与预览的不同。请重新预览后再保存。`,
  ],
  'nothing-changes': ['没有改动', '与现在的清单一样，不必保存。'],
  'later-version-waits': ['有一版正等着生效', ({ version }) => `第 ${n(version)} 版还没生效。请从那天或之后开始，或先撤回那一版。`],
  'day-is-past': ['不能改动过去', ({ earliest }) => `最早可以从 ${n(earliest)} 起生效。`],
  'no-such-version': ['没有这一版', '请刷新后再看。'],
  'version-has-held': ['这一版已经生效', '已经生效的清单不能撤回，请另存一版。'],
  'version-of-handover': ['这一版属于合同交接', '请在“合同交接”里撤回那次交接，清单会一起撤回。'],
  'no-such-contract': ['没有这份合同', '请从列表里选一份。'],
  'heir-unknown': ['没有这个单位', ({ unit }) => `${n(unit)} 不在单位名册里，请从列表里选。`],
  'heir-supervises': ['监理单位不能承接', '监督的单位不能同时被监督，请选别的单位。'],
  'heir-of-another': ['不是承接单位的队伍', ({ unit }) => `${n(unit)} 不属于承接单位，请选它自己的队伍。`],
  'heir-is-the-same': ['还是同一家单位', '这份合同现在就由它承接，不需要交接。'],
  'nothing-goes-over': ['没有可交接的清单', '现在的承接单位在所选的服务包里没有权责行。'],
  'handover-waits': ['已有一次交接没有完成', '这份合同的上一次交接还在等待或进行，请等它完成，或先撤回。'],
  'handover-has-begun': ['交接已经开始', '到了交接时刻就不能撤回。需要的话，请再办一次反向交接。'],
  'no-such-handover': ['没有这次交接', '请刷新后再看。'],
  'no-such-authorisation': ['没有这份授权', '请刷新后再看。'],
  'authorisation-has-faults': [
    '授权书还有错误',
    ({ fields }) => `请检查：${Array.isArray(fields) ? fields.join('、') : ''}。只有政府部门可以授权。`,
  ],
  'revoked-for-good': ['这份授权已经撤销', '撤销后不能恢复，请另立一份。'],
  'no-such-question': ['没有这个类别', '请从目录里选一个。'],
  'no-such-place': ['没有这个地方', '请在地图上点一下，或从列表里选。'],
  'not-a-ruling': ['找不到这件裁定', '这个案卷没有裁定过，或不归您这个街道管。请从争议待裁里重新打开。'],
  'street-not-yours': ['不归您的街道', '这里面有别的街道的地方。只能改动自己街道的清单和授权，其余请找那个街道。'],
};

const en: Sentences = {
  'list-has-faults': ['The list has faults', ({ issues }) => `${n(issues)} faults stand beside their rows; mend them and save again.`],
  'preview-stale': [
    'The list has changed',
    ({ base, now }) =>
      `You previewed against version ${n(base)}, it is now ${n(now)}, or what you sent is not what you previewed. Preview again, then save.`,
  ],
  'nothing-changes': ['Nothing changes', 'It is the list that holds already; there is nothing to save.'],
  'later-version-waits': [
    'A version is waiting',
    ({ version }) => `Version ${n(version)} has not begun. Begin on that day or later, or withdraw it first.`,
  ],
  'day-is-past': ['The past stays as it was', ({ earliest }) => `A change can begin on ${n(earliest)} at the earliest.`],
  'no-such-version': ['No such version', 'Reload and look again.'],
  'version-has-held': ['This version has begun', 'A list that has held cannot be withdrawn; save another one.'],
  'version-of-handover': ['This version belongs to a handover', 'Take back the handover of the contract; the list goes with it.'],
  'no-such-contract': ['No such contract', 'Choose one from the list.'],
  'heir-unknown': ['No such unit', ({ unit }) => `${n(unit)} is not among the units; choose from the list.`],
  'heir-supervises': ['A supervisor cannot take it', 'Who supervises is not to be supervised; choose another unit.'],
  'heir-of-another': [
    'A team of somebody else',
    ({ unit }) => `${n(unit)} does not belong to the operator that comes; choose one of its teams.`,
  ],
  'heir-is-the-same': ['The same operator', 'It has this contract already; there is nothing to hand over.'],
  'nothing-goes-over': ['Nothing to hand over', 'The operator has no duty rows in the packages chosen.'],
  'handover-waits': [
    'A handover is not finished',
    'The last handover of this contract still waits or runs. Let it finish, or take it back first.',
  ],
  'handover-has-begun': ['The handover has begun', 'After its instant it cannot be taken back; hand the contract back by another one.'],
  'no-such-handover': ['No such handover', 'Reload and look again.'],
  'no-such-authorisation': ['No such authorisation', 'Reload and look again.'],
  'authorisation-has-faults': [
    'The authorisation has faults',
    ({ fields }) => `Look at: ${Array.isArray(fields) ? fields.join(', ') : ''}. Only government delegates.`,
  ],
  'revoked-for-good': ['This authorisation was revoked', 'It cannot come back; make a new one.'],
  'no-such-question': ['No such matter', 'Choose one from the catalogue.'],
  'no-such-place': ['No such place', 'Tap the map or choose from the list.'],
  'not-a-ruling': ['There is no such ruling', 'The case was not ruled upon, or it is not of your street. Open it again from the disputes.'],
  'street-not-yours': [
    'Not your street',
    'Some of this lies in another street only. Change what is of your own street, and leave the rest to theirs.',
  ],
};

const said: Record<Locale, Sentences> = { zh, en };

/** The words for a refusal of this feature; undefined for codes of others. */
export function sayDutyProblem(locale: Locale, code: string, facts: Facts): { title: string; detail: string } | undefined {
  const found = said[locale][code as Own];
  if (!found) return undefined;
  const [title, detail] = found;
  return { title, detail: typeof detail === 'string' ? detail : detail(facts) };
}
