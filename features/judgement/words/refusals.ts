import type { Words } from '../../../kernel/words.ts';

type Facts = Readonly<Record<string, unknown>>;
type Saying = (facts: Facts) => string;

const list = (value: unknown) => (Array.isArray(value) && value.length > 0 ? value.join(', ') : '—');

/** What went wrong with a table or a model, for whoever typed the command. */
const sayings: Readonly<Record<string, { readonly zh: Saying; readonly en: Saying }>> = {
  'file-missing': { zh: ({ file }) => `找不到文件 ${file}`, en: ({ file }) => `there is no file ${file}` },
  'file-unreadable': { zh: ({ file, why }) => `文件 ${file} 打不开（${why}）`, en: ({ file, why }) => `${file} cannot be read (${why})` },
  'file-too-large': {
    zh: ({ file, megabytes, most }) => `文件 ${file} 有 ${megabytes} MB，最多 ${most} MB，请抽取一部分`,
    en: ({ file, megabytes, most }) => `${file} has ${megabytes} MB; ${most} MB is the most. Take a sample`,
  },
  'file-empty': { zh: ({ file }) => `文件 ${file} 是空的`, en: ({ file }) => `${file} is empty` },
  'file-not-utf8': {
    zh: ({ file, looksLike }) => `文件 ${file} 不是 UTF-8 编码${looksLike ? `（像是 ${looksLike}）` : ''}，请在 Excel 里另存为“CSV UTF-8”`,
    en: ({ file, looksLike }) =>
      `${file} is not UTF-8${looksLike ? ` (it looks like ${looksLike})` : ''}; in Excel, save it as "CSV UTF-8"`,
  },
  'column-missing': {
    zh: ({ file, column, found }) => `文件 ${file} 没有“${column}”这一列，表头是：${list(found)}`,
    en: ({ file, column, found }) => `${file} has no column "${column}"; its heading is: ${list(found)}`,
  },
  'quote-open': {
    zh: ({ file, line }) => `文件 ${file} 第 ${line} 行的引号没有闭合`,
    en: ({ file, line }) => `in ${file} a quote opened on line ${line} is never closed`,
  },
  'nothing-labelled': {
    zh: ({ file }) => `文件 ${file} 没有一行同时写了 text 和 label`,
    en: ({ file }) => `no line of ${file} has both a text and a label`,
  },
  'too-many-texts': {
    zh: ({ file, found, most }) => `文件 ${file} 有 ${found} 行，最多 ${most} 行，请抽取一部分`,
    en: ({ file, found, most }) => `${file} has ${found} lines; ${most} is the most. Take a sample`,
  },
  'one-class': {
    zh: ({ label }) => `训练数据只有一个类别“${label}”，至少要两个`,
    en: ({ label }) => `all texts to learn from have one label, "${label}"; two are needed at least`,
  },
  'nothing-to-learn': { zh: () => '缺少 --train（或 --model）', en: () => '--train is missing (or --model)' },
  'artefact-broken': { zh: ({ file }) => `文件 ${file} 不是完整的模型`, en: ({ file }) => `${file} is not a whole model` },
  'artefact-other-version': {
    zh: ({ file }) => `模型 ${file} 是别的版本训练的，请重新训练`,
    en: ({ file }) => `the model in ${file} was taught by another version; teach it again`,
  },
};

export function sayJudgementRefusal(refusal: { readonly code: string }): Words {
  const saying = sayings[refusal.code];
  if (!saying) return { zh: refusal.code, en: refusal.code };
  return { zh: saying.zh(refusal), en: saying.en(refusal) };
}
