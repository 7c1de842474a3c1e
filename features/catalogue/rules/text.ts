// Reports come in traditional characters too, from phones set up across the river. Only forms seen in what people report.
const TRADITIONAL =
  '氣气電电線线觸触傷伤墜坠彈弹燒烧煙烟樓楼蓋盖沒没無无斷断進进樹树壓压燈灯壞坏馬马車车積积違违亂乱漿浆溝沟雜杂臟脏髒脏廣广牆墙鋪铺擺摆攤摊攔拦護护號号標标園园綠绿蟲虫貼贴紙纸滿满這这裡里裏里個个們们來来時时還还過过說说開开關关門门問问題题噪噪聲声髮发發发現现場场質质亮亮漏漏塊块爛烂倒倒圍围佔占單单動动機机飛飞鐵铁網网處处異异臭臭爐炉徑径齊齐鬧闹養养雞鸡鴨鸭魚鱼貓猫圾圾堵堵塌塌危危險险繩绳窩窝蜂蜂帶带設设備备獨独橋桥隧隧著着';

const simplified = new Map([...TRADITIONAL.matchAll(/(.)(.)/gu)].map(([, from = '', to = '']) => [from, to]));

/** A text as it is compared: one width, lower case, simplified characters. Positions are kept wherever NFKC keeps them. */
export function fold(text: string): string {
  return [...text.normalize('NFKC').toLowerCase()].map((character) => simplified.get(character) ?? character).join('');
}

/** A run of one script in a folded text, with where it stands. */
export type Run = { readonly text: string; readonly at: number; readonly script: 'han' | 'latin' };

export function runsOf(folded: string): readonly Run[] {
  return [...folded.matchAll(/(\p{Script=Han}+)|([a-z0-9]+(?:'[a-z]+)?)/gu)].map(({ 0: text, 1: han, index }) => ({
    text,
    at: index,
    script: han ? 'han' : 'latin',
  }));
}

/**
 * An English word without the endings that only grammar needs, so that "lights", "flooding" and "overflowed" meet their
 * dictionary forms. Cruder than a real stemmer: both sides of every comparison pass through here, so it need only be consistent.
 */
export function stem(word: string): string {
  const bare = word.replace(/'.*$/, '');
  if (bare.length <= 3) return bare;
  const short = bare
    .replace(/ies$/, 'y')
    .replace(/(ss|sh|ch|x)es$/, '$1')
    .replace(/([^su])s$/, '$1');
  const base = short.replace(/(?:ing|ed)$/, '');
  return (base.length >= 3 ? base : short).replace(/([bdglmnprt])\1$/, '$1').replace(/e$/, '');
}
