import type { Locale } from '../../../kernel/words.ts';
import type { AuthorisationRefusal } from '../../responsibility/rules/authorisation.ts';
import type { CaseRefusalCode } from '../rules/refusals.ts';
import type { generalCodes } from './generalcodes.ts';

export type ProblemCode = CaseRefusalCode | (typeof generalCodes)[number];

type Facts = Record<string, unknown>;
type Sentence = readonly [title: string, detail: string | ((facts: Facts) => string)];
type Sentences = Record<ProblemCode, Sentence>;
const n = (value: unknown) => String(value ?? '');

/** Why an act under an authorisation is refused. */
export const whyNot: Record<Locale, Record<AuthorisationRefusal['code'], string>> = {
  zh: {
    'no-such-authorisation': '没有这份授权',
    'another-company': '这份授权给的是别的单位',
    'never-delegable': '这种行为任何文件都不能委托',
    'authorisation-not-active': '授权没有生效、已暂停或已撤销',
    'authorisation-not-begun': '授权还没有开始',
    'authorisation-expired': '授权已经到期',
    'authorisation-elsewhere': '这里不在授权范围内',
    'act-forbidden': '授权书明确禁止这样做',
    'act-not-permitted': '授权书里没有这一项',
  },
  en: {
    'no-such-authorisation': 'There is no such authorisation',
    'another-company': 'It was given to another company',
    'never-delegable': 'No document can delegate this act',
    'authorisation-not-active': 'It is a draft, suspended or revoked',
    'authorisation-not-begun': 'It has not begun',
    'authorisation-expired': 'It has expired',
    'authorisation-elsewhere': 'It does not hold here',
    'act-forbidden': 'The document forbids this act',
    'act-not-permitted': 'The document does not name this act',
  },
};

/** What happened, what is safe, what to do next. Never whose fault. */
const zh: Sentences = {
  'no-such-case': ['没有这个案卷', '它不存在，或不在您负责的范围内。'],
  'not-allowed': ['您现在不能这样做', '这一步由别的岗位负责。'],
  'not-in-this-state': ['案卷已经不在这一步', '可能有人先处理了，请刷新后再看。'],
  'changed-meanwhile': [
    '有人刚改过这个案卷',
    ({ yours, now }) => `您看到的是第 ${n(yours)} 版，现在是第 ${n(now)} 版。您的内容没有丢，请核对后再提交。`,
  ],
  'key-used-for-something-else': ['同一个编号说了两件事', '前一次的内容已经保存，这一次的也留下备查。请用新的编号重新提交。'],
  'unknown-matter': ['没有这个类别', '请从列表里选一个。'],
  'unknown-condition': ['没有这个立案条件', '请先选好类别，再选它的立案条件。'],
  'photo-needed': [
    '还差一张照片',
    ({ kind }) =>
      kind === 'after' ? '请拍一张处置后的照片。' : kind === 'check' ? '请拍一张核查照片。' : '没有照片不能立案，请先派人到现场核实。',
  ],
  'place-needed': ['还不知道在哪里', '请在地图上点一下，或写下地址。'],
  'unknown-unit': ['没有这个单位', '请从列表里选一个单位。'],
  'unknown-person': ['不能请这个人', '此人不存在，或没有这个岗位。'],
  'not-authorised': ['授权不允许', ({ because }) => `${whyNot.zh[because as AuthorisationRefusal['code']] ?? ''}。请改为上报或移送执法。`],
  'enforcement-not-delegable': ['执法不能委托', '处罚、查扣、责令只能由政府部门的执法人员做。'],
  'no-such-order': ['没有这张工单', '请刷新后再看。'],
  'order-not-open': ['这张工单已经不能操作', '它可能已完成、退回或撤回，请刷新后再看。'],
  'lead-order-stays': ['主办工单不能撤回', '如果派错了，请让承办单位退单后改派。'],
  'order-exists': ['这张工单已经有了', '没有重复派出，请刷新后再看。'],
  'site-is-guarded': ['裁定前请先看护现场', '先办后议：裁定后，接手的单位一到，您的这张工单就自动撤回。'],
  'already-ruled': ['已经裁定由您单位处理', '同样的理由不能再退。有新的情况，请写在“新情况”里，会再送裁定人。'],
  'no-arbiter': ['没有可以裁定的人', '有权裁定的领导都属于争议的一方，请由派遣员直接派遣，或报区里协调。'],
  'not-ruled': ['这个案卷没有裁定', '只有裁定过的案卷才能写成清单的一行。'],
  'handler-elsewhere': ['这个人不在承办单位', '请从承办单位里选处置人员。'],
  'own-work': ['不能检查自己的活', '做这件事的人和班组，不能核查或结案。'],
  'already-overdue': ['已经超时，不能再延期', '请尽快处置，并写明原因。'],
  'extension-limit': ['延期次数用完了', ({ limit }) => `每个案卷最多延期 ${n(limit)} 次。`],
  'suspended-before': ['已经挂过一次账', '每个案卷只能挂账一次。'],
  'date-out-of-range': ['日期不合适', '请选今天以后、一年以内的日期。'],
  'request-pending': ['还有申请没有批复', '请等派遣员答复后再提交。'],
  'no-request': ['没有等待批复的申请', '它可能已经处理过了，请刷新后再看。'],
  'reopening-closed': ['已经过了重新打开的期限', ({ days }) => `办结后 ${n(days)} 天内可以重新打开。问题还在的话，请重新上报。`],
  'already-rated': ['已经评价过了', '谢谢您的评价。'],
  'not-a-public-report': ['不是居民上报', '只有居民上报的案卷需要回访。'],
  'merge-with-itself': ['不能和自己合并', '请选另一个案卷。'],
  'other-street': ['不在同一个街道', '案卷不跨街道，请在另一个街道另立一件。'],
  'target-not-open': ['那个案卷已经结束', '请先重新打开它，或把这件单独处理。'],
  'has-joined-reports': ['还有别的上报并在这里', ({ joined }) => `有 ${n(joined)} 件上报并在这个案卷里，请先拆分。`],
  'too-many-photos': ['照片太多了', ({ limit }) => `每个案卷最多 ${n(limit)} 张照片。`],
  'no-such-photo': ['没有这张照片', '它可能没有传完，请重新上传。'],
  'session-over': ['登录已经失效', '请另开一个标签页重新登录，再回到这里按一次发送；填的内容都还在。'],
  'place-outside': ['这里不在服务范围', '请把图钉移到服务区内；别处的问题请拨打 12345。'],
  invalid: ['内容有误', '请按提示改正后再提交，已填的内容没有丢。'],
  unauthenticated: ['请先登录', '登录后会回到这里。'],
  forbidden: ['没有权限', '这个页面由别的岗位使用。'],
  'not-found': ['没有找到', '请检查地址和请求方法。'],
  'too-large': ['内容太大', '请分几次提交。'],
  'unsupported-media-type': ['格式不对', '请用接口说明里的格式。'],
  packed: ['不收压缩过的内容', '请不要带 Content-Encoding，把原样的内容发过来。'],
  'not-json': [
    '内容读不懂',
    ({ because }) =>
      because === 'empty'
        ? '没有收到内容，请把要说的写成 JSON 再发。'
        : because === 'utf-8'
          ? '有些字不是 UTF-8 编码，请改用 UTF-8 再发。'
          : because === 'key-twice'
            ? '同一个字段写了两遍，请只留一个再发。'
            : because === 'key-not-taken'
              ? '有个字段名不能用，请按接口说明改名。'
              : because === 'too-deep'
                ? '嵌套得太深，请按接口说明的格式来写。'
                : '请检查 JSON 是否完整。',
  ],
  'not-http': ['请求读不懂', '请用 HTTP/1.1 的格式重发。'],
  'cut-short': ['内容没有收全', '什么都没有保存，请完整地重发一次。'],
  'too-slow': ['等得太久了', '内容没有收全，请在网络好一些时重发。'],
  'headers-too-large': ['请求头太大', '请去掉不需要的 Cookie 和请求头再发。'],
  'key-missing': ['缺少 Idempotency-Key', '请在请求头里带上一个 UUID，重试时用同一个。'],
  'key-malformed': ['Idempotency-Key 不是 UUID', '请带上一个 UUID，重试时用同一个。'],
  'wrong-credentials': ['账号或密码不对', '请再试一次。'],
  'locked-out': ['试得太多了', ({ seconds }) => `请 ${n(seconds)} 秒后再试。`],
  'other-person': ['现在登录的是另一个人', '这条是别人录入的，没有记到您名下。等录入的人登录后会以本人的名义送出。'],
  csrf: ['请求被拦下', '浏览器页面的请求要带 X-Guanjia 头。'],
  'no-such-thing': ['没有这个编号', '牌子可能旧了，您仍然可以直接上报。'],
  'no-such-token': ['链接不对', '请从收据里重新打开。'],
  'no-such-person': ['没有这个人', '这个街道没有登记过这个人，请从人员名单里选。'],
  'wrong-method': ['这里不能这样请求', '地址是对的，方法不对。可以用的方法写在 Allow 里。'],
  'no-such-device': ['没有这个设备', '它还没有登记，或不在您负责的范围内。新设备请管理员登记。'],
  'device-known': ['这个设备已经登记过', '同一个号码只能登记一次，请查看设备列表。'],
  'not-readable': ['看不懂这份位置报告', '请对照接口说明检查设备号、经纬度、时间和坐标系。'],
  'upload-broken': ['照片没有传完整', '什么都没有保存，请再传一次。'],
  'photo-missing': ['没有收到照片', '请选一张照片再传。'],
  'photo-too-large': ['照片太大', '每张不超过 12 MB。'],
  'photo-type-not-accepted': ['这种文件不行', '请传 JPEG、PNG 或 WebP 照片。'],
  'photo-too-many-pixels': ['照片尺寸太大', '请缩小后再传。'],
  'photo-too-small': ['照片太小', ({ limit }) => `看不清什么：宽和高都要有 ${n(limit)} 像素。请重拍一张。`],
  'photo-unreadable': ['照片打不开', '文件可能坏了，请重拍一张。'],
  unavailable: ['暂时连不上数据库', '内容还没有保存，请稍后用同一个编号重试。'],
  internal: ['出了意外', '我们已经记下。请稍后用同一个编号重试，不会重复。'],
};

const en: Sentences = {
  'no-such-case': ['No such case', 'It does not exist, or lies outside your area.'],
  'not-allowed': ['You cannot do this now', 'This step belongs to another post.'],
  'not-in-this-state': ['The case has moved on', 'Somebody may have been faster; reload and look again.'],
  'changed-meanwhile': [
    'Somebody just changed this case',
    ({ yours, now }) => `You saw version ${n(yours)}, it is now version ${n(now)}. Nothing you typed is lost; compare and send again.`,
  ],
  'key-used-for-something-else': [
    'One key, two messages',
    'The first is stored, the second is kept for review. Send it again under a new key.',
  ],
  'unknown-matter': ['No such matter', 'Choose one from the list.'],
  'unknown-condition': ['No such filing condition', 'Choose the matter first, then one of its conditions.'],
  'photo-needed': [
    'A photo is missing',
    ({ kind }) =>
      kind === 'after'
        ? 'Take a picture of the result.'
        : kind === 'check'
          ? 'Take a picture for the check.'
          : 'A case is not filed without a picture: send somebody to verify first.',
  ],
  'place-needed': ['The place is missing', 'Tap the map or write an address.'],
  'unknown-unit': ['No such unit', 'Choose a unit from the list.'],
  'unknown-person': ['This person cannot be asked', 'They do not exist or do not hold that post.'],
  'not-authorised': [
    'The authorisation does not allow it',
    ({ because }) => `${whyNot.en[because as AuthorisationRefusal['code']] ?? ''}. Report it or hand it over to enforcement instead.`,
  ],
  'enforcement-not-delegable': ['Enforcement cannot be delegated', 'Only government officers may punish, seize or order.'],
  'no-such-order': ['No such order', 'Reload and look again.'],
  'order-not-open': ['This order is no longer open', 'It may be done, returned or withdrawn; reload and look again.'],
  'lead-order-stays': ['The lead order cannot be withdrawn', 'If it went to the wrong unit, let them return it and dispatch again.'],
  'order-exists': ['This order exists already', 'It was not sent twice; reload and look again.'],
  'site-is-guarded': [
    'Keep the site safe until the ruling',
    'Act first, argue later: this order is withdrawn by itself when the party of the ruling takes over.',
  ],
  'already-ruled': [
    'It was ruled to be yours',
    'It cannot be returned on the same ground. If there are new facts, say them, and the arbiter hears it again.',
  ],
  'no-arbiter': ['Nobody is free to rule', 'Everyone who could rule belongs to a party. Dispatch it yourself, or ask the district.'],
  'not-ruled': ['There is no ruling on this case', 'Only a case that was ruled upon can become a row of the duty list.'],
  'handler-elsewhere': ['Not of this unit', 'Choose a handler of the unit that has the order.'],
  'own-work': ['Nobody checks their own work', 'The hands and the team that did it neither check nor close it.'],
  'already-overdue': ['Overdue, no more time can be given', 'Finish it soon and write down why.'],
  'extension-limit': ['No extensions left', ({ limit }) => `A case gets ${n(limit)} extensions at most.`],
  'suspended-before': ['Suspended once already', 'A case is suspended only once.'],
  'date-out-of-range': ['The date does not fit', 'Choose a day after today and within a year.'],
  'request-pending': ['A request is waiting', 'Wait for the dispatcher’s answer first.'],
  'no-request': ['No request is waiting', 'It may have been answered; reload and look again.'],
  'reopening-closed': [
    'Too late to reopen',
    ({ days }) => `A closed case can be reopened for ${n(days)} days. If it is still there, please report it anew.`,
  ],
  'already-rated': ['Rated already', 'Thank you for your rating.'],
  'not-a-public-report': ['Not reported by the public', 'Only those who reported are called back.'],
  'merge-with-itself': ['A case cannot join itself', 'Choose another case.'],
  'other-street': ['In another street', 'A case never leaves its sub-district; open another one there.'],
  'target-not-open': ['That case is over', 'Reopen it first, or handle this one on its own.'],
  'has-joined-reports': [
    'Other reports are joined here',
    ({ joined }) => `${n(joined)} reports are joined to this case; split them off first.`,
  ],
  'too-many-photos': ['Too many photos', ({ limit }) => `A case holds ${n(limit)} photos at most.`],
  'no-such-photo': ['No such photo', 'It may not have arrived; upload it again.'],
  'session-over': [
    'Your session is over',
    'Sign in again in another tab, then come back here and press send once more; all you typed is still here.',
  ],
  'place-outside': ['Outside the area served', 'Move the pin inside; for other places call 12345.'],
  invalid: ['Something is not right', 'Correct what is marked and send again; nothing you typed is lost.'],
  unauthenticated: ['Please sign in', 'You will come back here afterwards.'],
  forbidden: ['Not for your post', 'This page belongs to another post.'],
  'not-found': ['Not found', 'Please check the address and the method.'],
  'too-large': ['Too large', 'Send it in parts.'],
  'unsupported-media-type': ['Wrong format', 'Use a format from the API description.'],
  packed: ['Packed content is not taken', 'Send it as it is, without Content-Encoding.'],
  'not-json': [
    'Cannot be read',
    ({ because }) =>
      because === 'empty'
        ? 'Nothing arrived; write what you have to say as JSON.'
        : because === 'utf-8'
          ? 'Some characters are not UTF-8; send it in UTF-8.'
          : because === 'key-twice'
            ? 'One field is written twice; keep one of them.'
            : because === 'key-not-taken'
              ? 'One field has a name that cannot be used; see the API description.'
              : because === 'too-deep'
                ? 'It is nested too deeply; use the shape from the API description.'
                : 'Check that the JSON is complete.',
  ],
  'not-http': ['Request cannot be read', 'Send it again as HTTP/1.1.'],
  'cut-short': ['The content broke off', 'Nothing was stored; send all of it once more.'],
  'too-slow': ['It took too long', 'Not everything arrived; send it again over a better connection.'],
  'headers-too-large': ['The headers are too large', 'Leave out cookies and headers that are not needed.'],
  'key-missing': ['Idempotency-Key is missing', 'Send a UUID in that header, and the same one when you retry.'],
  'key-malformed': ['Idempotency-Key is not a UUID', 'Send a UUID, and the same one when you retry.'],
  'wrong-credentials': ['Wrong account or password', 'Please try again.'],
  'locked-out': ['Too many tries', ({ seconds }) => `Try again in ${n(seconds)} seconds.`],
  'other-person': ['Somebody else is signed in', 'Not taken as yours; it goes out once the person who entered it signs in.'],
  csrf: ['Request stopped', 'Requests from browser pages need the X-Guanjia header.'],
  'no-such-thing': ['No such code', 'The plate may be old; you can still report.'],
  'no-such-token': ['The link is not right', 'Open it again from your receipt.'],
  'no-such-person': ['There is no such person', 'Nobody of this name works in this street. Choose from the list of people.'],
  'wrong-method': ['Not by this method', 'The address is right and the method is not. Those it takes are in Allow.'],
  'no-such-device': ['There is no such device', 'It is not enrolled yet, or not within your area. An administrator enrols new devices.'],
  'device-known': ['This device is enrolled already', 'One number can be enrolled once; see the list of devices.'],
  'not-readable': [
    'This position report cannot be read',
    'Compare device, latitude, longitude, time and coordinate system with the description of the interface.',
  ],
  'upload-broken': ['The upload broke off', 'Nothing was stored; please send the photo again.'],
  'photo-missing': ['No photo arrived', 'Choose a photo and send again.'],
  'photo-too-large': ['The photo is too large', 'At most 12 MB each.'],
  'photo-type-not-accepted': ['Not this kind of file', 'Send a JPEG, PNG or WebP photo.'],
  'photo-too-many-pixels': ['The photo has too many pixels', 'Make it smaller and send again.'],
  'photo-too-small': [
    'The photo is too small',
    ({ limit }) => `Nothing can be seen on it; it needs ${n(limit)} pixels each way. Take another.`,
  ],
  'photo-unreadable': ['The photo cannot be opened', 'The file may be damaged; take another.'],
  unavailable: ['The database is away for a moment', 'Nothing was stored yet; try again shortly with the same key.'],
  internal: ['Something unexpected happened', 'It has been noted. Try again shortly with the same key; nothing will be doubled.'],
};

const said: Record<Locale, Sentences> = { zh, en };

/** Title and sentence of a code, in a language; an unknown code reads as the unexpected. */
export function sayProblem(locale: Locale, code: string, facts: Facts): { title: string; detail: string } {
  const [title, detail] = said[locale][code as ProblemCode] ?? said[locale].internal;
  return { title, detail: typeof detail === 'string' ? detail : detail(facts) };
}
