// Reports come in traditional characters too, from phones set up across the river. Only forms seen in what people report.
const TRADITIONAL =
  '氣气電电線线觸触傷伤墜坠彈弹燒烧煙烟樓楼蓋盖沒没無无斷断進进樹树壓压燈灯壞坏馬马車车積积違违亂乱漿浆溝沟雜杂臟脏髒脏廣广牆墙鋪铺擺摆攤摊攔拦護护號号標标園园綠绿蟲虫貼贴紙纸滿满這这裡里裏里個个們们來来時时還还過过說说開开關关門门問问題题聲声髮发發发現现場场質质塊块爛烂圍围佔占單单動动機机飛飞鐵铁網网處处異异爐炉徑径齊齐鬧闹養养雞鸡鴨鸭魚鱼貓猫險险繩绳窩窝帶带設设備备獨独橋桥著着麼么東东邊边廁厕廚厨餘余鄰邻陽阳臺台層层葉叶幹干淨净掃扫倉仓庫库戶户聽听覺觉擋挡礙碍殘残損损鬆松灘滩販贩賣卖攬揽價价錢钱醫医藥药針针頭头暈晕洩泄鋼钢鏽锈銹锈狀状態态嚴严壟垄遺遗灑洒棄弃傢家俱具畫画塗涂鴉鸦廢废棟栋誰谁請请幫帮盡尽謝谢話话點点間间響响寵宠糞粪';

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
