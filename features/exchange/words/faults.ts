import type { Locale } from '../../../kernel/words.ts';
import type { Wrong } from '../rules/open311.ts';

type Sentences = { readonly [K in Wrong['is']]: (wrong: Extract<Wrong, { is: K }>) => string };

const zh: Sentences = {
  missing: ({ field }) => `缺少 ${field}，请补上。`,
  unstorable: ({ field }) => `${field} 里有不能保存的控制字符，请去掉。`,
  'said-twice': ({ field }) => `${field} 写了两遍，请只留一个。`,
  'not-degrees': ({ field }) => `${field} 不是经纬度，请用 WGS-84 的度数，如 22.5286。`,
  'not-a-time': ({ field }) => `${field} 不是 ISO 8601 时间，请写成 2026-03-02T10:00:00+08:00。`,
  'not-a-count': ({ field }) => `${field} 要写成从 1 开始的整数。`,
  'no-such-value': ({ field }) => `${field} 没有这个选项，请从服务定义里选。`,
  'too-long': ({ field, most }) => `${field} 最多 ${most} 个字，请写短一些。`,
  'half-a-position': () => 'lat 和 long 要一起给。',
  'no-place': () => '请给出地点：lat 和 long，或 address_string，或 address_id。',
  'not-a-phone': () => 'phone 只能有数字、空格和 + - ( )。',
  'end-before-start': () => 'end_date 早于 start_date，请对调。',
  'span-too-long': () => 'start_date 和 end_date 最多相隔 90 天，请分几次查。',
  'not-a-status': () => 'status 请填 open、closed，或两个都填。',
  'no-such-service': ({ said }) => `没有服务 ${said}，请从服务列表里选。`,
  'no-such-request': ({ said }) => `没有编号为 ${said} 的请求，请核对 service_request_id。`,
  'other-jurisdiction': ({ said, here }) => `这里不受理 ${said}，只受理 ${here}；请改 jurisdiction_id 或不填。`,
  'not-a-form': () => '请用 application/x-www-form-urlencoded 提交。',
  'not-utf-8': () => '有些字不是 UTF-8 编码，请改用 UTF-8。',
  'no-such-resource': () => '没有这个地址，请检查地址、方法和 .json 或 .xml 后缀。',
};

const en: Sentences = {
  missing: ({ field }) => `${field} was not provided.`,
  unstorable: ({ field }) => `${field} holds control characters that cannot be stored; leave them out.`,
  'said-twice': ({ field }) => `${field} was given twice; give it once.`,
  'not-degrees': ({ field }) => `${field} is not a coordinate; use degrees in WGS-84, such as 22.5286.`,
  'not-a-time': ({ field }) => `${field} is not an ISO 8601 time; write it like 2026-03-02T10:00:00+08:00.`,
  'not-a-count': ({ field }) => `${field} must be a whole number from 1 up.`,
  'no-such-value': ({ field }) => `${field} has no such value; choose one from the service definition.`,
  'too-long': ({ field, most }) => `${field} may have at most ${most} characters.`,
  'half-a-position': () => 'lat and long must be given together.',
  'no-place': () => 'A location is needed: lat and long, or address_string, or address_id.',
  'not-a-phone': () => 'phone may hold digits, spaces and + - ( ) only.',
  'end-before-start': () => 'end_date is before start_date; swap them.',
  'span-too-long': () => 'start_date and end_date may be at most 90 days apart; ask in parts.',
  'not-a-status': () => 'status takes open, closed, or both.',
  'no-such-service': ({ said }) => `service_code ${said} was not found; choose one from the service list.`,
  'no-such-request': ({ said }) => `service_request_id ${said} was not found; please check it.`,
  'other-jurisdiction': ({ said, here }) => `jurisdiction_id ${said} is not served here; this is ${here}.`,
  'not-a-form': () => 'Send the request as application/x-www-form-urlencoded.',
  'not-utf-8': () => 'Some characters are not UTF-8; send them in UTF-8.',
  'no-such-resource': () => 'There is nothing here; check the address, the method and the .json or .xml suffix.',
};

const sentences: Record<Locale, Sentences> = { zh, en };

/** One thing that is wrong, as a sentence that says what to do. */
export function sayWrong(locale: Locale, wrong: Wrong): string {
  // The one cast: the sentence was found by the very fault it is told.
  const say = sentences[locale][wrong.is] as (wrong: Wrong) => string;
  return say(wrong);
}

/** What a client is told beside its number. */
export const mediaNotFetched: Record<Locale, string> = {
  zh: '我们不会去取 media_url 里的照片，会派人到现场查看。',
  en: 'The picture behind media_url is not fetched; somebody will look on the spot.',
};
