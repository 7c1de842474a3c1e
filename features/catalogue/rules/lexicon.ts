import type { Matter } from './matter.ts';
import { nationalSayings } from './sayings.ts';
import { fold, runsOf, stem } from './text.ts';

/** Something a text and a matter may share: a whole saying, a pair of characters, one character, or an English word or pair. */
export type Feature = { readonly key: string; readonly from: number; readonly to: number };
/** For each feature the matters it speaks for, by their number in the catalogue, with how strongly; rare features count more. */
export type Lexicon = { readonly postings: ReadonlyMap<string, ReadonlyMap<number, number>>; readonly longest: number };

// Names and sayings are written to be recognised; conditions only describe, and share many words among each other.
const WEIGHT = { name: 1, saying: 1, condition: 0.25 } as const;
// A whole saying found in a report says more than its character pairs together; a lone character hardly anything.
const STRENGTH = { phrase: 1.6, pair: 1, single: 0.2, word: 1.3 } as const;

// Words that every report has and none is about. Two characters or more in Chinese, for single ones are weak anyway.
const emptyZh =
  /请问|请你们|请|麻烦|希望|尽快|处理一下|处理|一下|你好|您好|谢谢|我们|你们|他们|这里|那里|那边|这边|附近|旁边|门口|楼下|小区|有人|没人|没有|已经|好几天|几天|今天|昨天|晚上|早上|现在|一直|非常|特别|严重|问题|管理|情况|出现|的|了|吗|呢|啊|吧|很|都|也|就|又|是|在|有/g;
const emptyEn = new Set(
  'a an the is are was were be been am to of on in at by for with and or but from this that these those there here it its my our your his her their i we you they he she me us them please pls help has have had do does did not no so very too just can could would should will need need near next front behind outside side street road someone somebody people all every day days week since again still hi hello thanks thank get got some any up down out off over'
    .split(' ')
    .map(stem),
);

/** Every feature of a text, with where it stands in the folded text. Whole sayings are looked for by the lexicon, not here. */
export function featuresOf(folded: string): Feature[] {
  // Blanked out and not cut out, so that positions stay and pairs do not form across the gap.
  const meaning = folded.replace(emptyZh, (empty) => ' '.repeat(empty.length));
  const runs = runsOf(meaning);
  const han = runs.filter(({ script }) => script === 'han').flatMap(({ text, at }) => [...gramsOf(text, at, 1), ...gramsOf(text, at, 2)]);
  const words = runs
    .filter(({ script }) => script === 'latin')
    .map(({ text, at }) => ({ word: stem(text), from: at, to: at + text.length }));
  const single = words.filter(({ word }) => !emptyEn.has(word)).map(({ word, from, to }) => ({ key: `w:${word}`, from, to }));
  // "street light" and "streetlight" are one word to those who report; two words in a row also say more than each alone.
  const joined = words.slice(1).map(({ word, to }, i) => ({ key: `w:${words[i]?.word ?? ''}${word}`, from: words[i]?.from ?? 0, to }));
  return [...han, ...single, ...joined];
}

function gramsOf(text: string, at: number, size: number): Feature[] {
  const starts = Array.from({ length: Math.max(0, text.length - size + 1) }, (_, start) => start);
  return starts.map((start) => ({ key: `h:${text.slice(start, start + size)}`, from: at + start, to: at + start + size }));
}

function strengthOf(key: string): number {
  if (key.startsWith('p:')) return STRENGTH.phrase * Math.sqrt(key.length - 2);
  if (key.startsWith('w:')) return STRENGTH.word;
  return key.length === 3 ? STRENGTH.single : STRENGTH.pair;
}

/** Reads a catalogue once; proposals then cost only the features of the text. */
export function buildLexicon(matters: readonly Matter[]): Lexicon {
  const postings = new Map<string, Map<number, number>>();
  const add = (key: string, number: number, weight: number) => {
    const posting = postings.get(key) ?? new Map<number, number>();
    posting.set(number, Math.max(posting.get(number) ?? 0, weight));
    postings.set(key, posting);
  };
  let longest = 0;
  for (const [number, matter] of matters.entries()) {
    for (const [text, weight] of textsOf(matter)) {
      const folded = fold(text);
      for (const { key } of featuresOf(folded)) add(key, number, weight);
      if (weight < 1 || !/^\p{Script=Han}{2,}$/u.test(folded)) continue;
      add(`p:${folded}`, number, weight);
      longest = Math.max(longest, folded.length);
    }
  }
  for (const [key, posting] of postings) {
    const rarity = Math.log(1 + matters.length / posting.size) * strengthOf(key);
    for (const [number, weight] of posting) posting.set(number, weight * rarity);
  }
  return { postings, longest };
}

function textsOf({ name, sayings, conditions }: Matter): (readonly [string, number])[] {
  // A class may carry two names in one, "垃圾站（箱）" or "广告牌、灯箱": each part is a name.
  const names = [name.zh, ...name.zh.split(/[（）()、/，,]/), name.en];
  return [
    ...names.map((each) => [each, WEIGHT.name] as const),
    ...[...sayings, ...nationalSayings(name.zh)].map((each) => [each, WEIGHT.saying] as const),
    ...conditions.flatMap(({ text }) => [[text.zh, WEIGHT.condition] as const, [text.en, WEIGHT.condition] as const]),
  ];
}

/** The features of a folded text that this lexicon knows, whole sayings among them. */
export function knownIn({ postings, longest }: Lexicon, folded: string): Feature[] {
  const phrases = runsOf(folded)
    .filter(({ script }) => script === 'han')
    .flatMap(({ text, at }) => Array.from({ length: longest - 1 }, (_, i) => gramsOf(text, at, i + 2)).flat())
    .map((gram) => ({ ...gram, key: `p:${gram.key.slice(2)}` }));
  return [...phrases, ...featuresOf(folded)].filter(({ key }) => postings.has(key));
}
