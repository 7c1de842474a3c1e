import type { Matter } from './matter.ts';
import { nationalSayings } from './sayings.ts';
import { fold, runsOf, stem } from './text.ts';

/** Something a text and a matter may share: a whole saying (`p:`, English `e:`), one or two characters (`h:`), an English word or two (`w:`). */
export type Feature = { readonly key: string; readonly from: number; readonly to: number };
/** For each feature the matters it speaks for, by their number in the catalogue, with how strongly; rare features count more. */
export type Lexicon = { readonly postings: ReadonlyMap<string, ReadonlyMap<number, number>>; readonly longest: number };

// Names and sayings are written to be recognised; conditions only describe, and share many words among each other.
const WEIGHT = { name: 1, saying: 1, condition: 0.25 } as const;
// A whole saying found in a report says more than its character pairs together; a lone character hardly anything.
const STRENGTH = { phrase: 1.6, saying: 1.6, pair: 1, single: 0.2, word: 1.3 } as const;

// Words that every report has and none is about. Two characters or more in Chinese, for single ones are weak anyway.
const emptyZh =
  /请问|请你们|请|麻烦|希望|尽快|处理一下|处理|一下|你好|您好|谢谢|我们|你们|他们|这里|那里|那边|这边|附近|旁边|门口|楼下|小区|有人|没人|没有|已经|好几天|几天|今天|昨天|晚上|早上|现在|一直|非常|特别|严重|问题|管理|情况|出现|的|了|吗|呢|啊|吧|很|都|也|就|又|是|在|有/g;
const emptyEn = new Set(
  'a an the is are was were be been am to of on in at by for with and or but from this that these those there here it its my our your his her their i we you they he she me us them please pls help has have had do does did not no so very too just can could would should will need since again still hi hello thanks thank get got some any up down out off over who what where all every day days week work working someone somebody people'
    .split(' ')
    .map(stem),
);
// Where it is and not what it is, unless joined: "street light", "road sign".
const placeEn = new Set(['street', 'road', 'near', 'next', 'front', 'behind', 'outside', 'side', 'corner', 'city', 'public'].map(stem));

// Blanked out and not cut out, so that positions stay and pairs do not form across the gap.
const meaningOf = (folded: string) => folded.replace(emptyZh, (empty) => ' '.repeat(empty.length));

/** The English words that carry meaning, as stems. */
function wordsOf(folded: string): Feature[] {
  return runsOf(folded)
    .filter(({ script }) => script === 'latin')
    .map(({ text, at }) => ({ key: stem(text), from: at, to: at + text.length }))
    .filter(({ key }) => !emptyEn.has(key));
}

/** Every run of `size` words, written as one: "street light" and "streetlight" are the same to those who report. */
function joinedOf(words: readonly Feature[], size: number): Feature[] {
  return words.slice(size - 1).map((last, i) => {
    const joined = words.slice(i, i + size);
    return { key: joined.map(({ key }) => key).join(''), from: joined[0]?.from ?? last.from, to: last.to };
  });
}

const marked = (mark: string, features: readonly Feature[]) => features.map((feature) => ({ ...feature, key: `${mark}:${feature.key}` }));

/** Every feature of a text, with where it stands in the folded text. Whole sayings are looked for by the lexicon, not here. */
function featuresOf(folded: string): Feature[] {
  const han = runsOf(meaningOf(folded)).filter(({ script }) => script === 'han');
  const grams = han.flatMap(({ text, at }) => [...gramsOf(text, at, 1), ...gramsOf(text, at, 2)]);
  const words = wordsOf(folded);
  const telling = words.filter(({ key }) => !placeEn.has(key));
  return [...marked('h', grams), ...marked('w', [...telling, ...joinedOf(words, 2)])];
}

function gramsOf(text: string, at: number, size: number): Feature[] {
  const starts = Array.from({ length: Math.max(0, text.length - size + 1) }, (_, start) => start);
  return starts.map((start) => ({ key: text.slice(start, start + size), from: at + start, to: at + start + size }));
}

function strengthOf(key: string): number {
  if (key.startsWith('p:')) return STRENGTH.phrase * Math.sqrt(key.length - 2);
  if (key.startsWith('e:')) return STRENGTH.saying;
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
      if (weight < 1) continue;
      const words = wordsOf(folded);
      for (const { key } of joinedOf(words, words.length || 1)) add(`e:${key}`, number, weight);
      if (!/^\p{Script=Han}{2,}$/u.test(folded)) continue;
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
  const han = runsOf(folded).filter(({ script }) => script === 'han');
  const lengths = Array.from({ length: Math.max(0, longest - 1) }, (_, i) => i + 2);
  const phrases = han.flatMap(({ text, at }) => lengths.flatMap((size) => gramsOf(text, at, size)));
  const words = wordsOf(folded);
  const sayings = [1, 2, 3, 4].flatMap((size) => joinedOf(words, size));
  return [...marked('p', phrases), ...marked('e', sayings), ...featuresOf(folded)].filter(({ key }) => postings.has(key));
}
