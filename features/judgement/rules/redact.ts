/** Each kind of thing that points at a person, and the mark that takes its place. The longest patterns first: an id card holds a telephone number. */
const kinds: readonly (readonly [mark: string, pattern: RegExp])[] = [
  ['[邮箱]', /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g],
  ['[链接]', /https?:\/\/\S+/g],
  ['[证件号]', /(?<!\d)\d{17}[\dXx](?!\d)/g],
  ['[银行卡号]', /(?<!\d)\d{4}(?:[ -]?\d{4}){2,3}(?:[ -]?\d{1,3})?(?!\d)/g],
  ['[电话]', /(?<!\d)(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)|(?<!\d)0\d{2,3}[ -]?\d{7,8}(?!\d)|(?<!\d)\d{3,4}[ -]\d{4,8}(?!\d)/g],
  ['[车牌]', /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼港澳使领学警][A-Za-z][ ·.]?[A-Za-z0-9]{5,6}/g],
  ['[姓名]', /(?<=我叫|我是|本人|联系人|姓名)[:：是叫 ]*[\p{Script=Han}]{2,3}(?=[，。,.;；、\s:：]|电话|手机|住|$)/gu],
  ['[姓名]', /(?<=\b(?:my name is|i am|i'm|contact(?: person)?:?)\s)[A-Z][a-z]+(?:\s[A-Z][a-z]+)?/gi],
  [
    '[门牌]',
    /\d{1,4}\s*(?:室|房|单元|户|号房)|(?:\d{1,3}\s*(?:栋|座|幢|号楼)\s*)\d{2,4}|(?<=(?:flat|room|unit|apt\.?|apartment)\s)#?\w{1,5}/gi,
  ],
];

/** A report without what points at a person. Building and street stay, for a matter may hang on them. */
export function redact(text: string): string {
  return kinds.reduce((cut, [mark, pattern]) => cut.replace(pattern, mark), text.normalize('NFKC'));
}

/** Whether a text says no number, date or named place that its source does not say. */
export function addsNothing(source: string, summary: string, names: readonly string[]): boolean {
  const [from, said] = [source.normalize('NFKC'), summary.normalize('NFKC')];
  const numbers = (text: string): readonly string[] =>
    text.match(/\d+(?:\.\d+)?|[一二三四五六七八九十百千两]+(?=[月日号天年点人个次米楼栋])/g) ?? [];
  const known = new Set(numbers(from));
  return numbers(said).every((number) => known.has(number)) && names.every((name) => !said.includes(name) || from.includes(name));
}
