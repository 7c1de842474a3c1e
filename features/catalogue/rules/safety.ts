import { fold } from './text.ts';

/** The dangers to life that a report may speak of. Whatever else it says, one of these always escalates it. */
export type Danger = 'gas' | 'fire' | 'electric' | 'collapse' | 'fall' | 'falling_object' | 'water' | 'chemical' | 'person';

// `.{0,4}` bridges "电线 (都) 掉 (下来)". Recall before precision: a needless look costs a walk, a missed one a life.
const zh: Record<Danger, string> = {
  gas: '(煤气|燃气|天然气|液化气|瓦斯).{0,6}(漏|泄|味|破|爆|断裂|臭)|漏气|(闻到|有|很大|浓).{0,4}(煤气|燃气|天然气|瓦斯)|(漏|泄|跑).{0,2}(煤气|燃气|天然气|瓦斯)',
  fire: '着火|起火|失火|火灾|火警|着了火|烧起来|烧着了|燃烧|自燃|冒烟|冒.{0,2}烟|火光|明火|爆炸|爆燃|(电池|电动车|电瓶).{0,6}(着|烧|鼓包|发烫)',
  electric:
    '漏电|触电|带电|电到|电死|被电|打火花|冒火花|有火花|裸露.{0,3}(电线|电缆)|(电线|电缆|高压线|线缆|架空线).{0,6}(掉|垂|断|裸|落|露|脱)|(掉|垂|断|裸露).{0,4}(电线|电缆|高压线|线缆)',
  collapse:
    '坍塌|倒塌|垮塌|塌方|塌陷|塌了|要塌|快塌|会塌|塌下|地陷|下陷|沉陷|陷下去|滑坡|泥石流|裂开.{0,4}(大口|大缝)|(墙|楼|房|围挡|脚手架|边坡).{0,6}(倾斜|歪|要倒|快倒|倒了|开裂)',
  fall: '(掉|坠|摔|跌|踩).{0,2}(井|坑|沟|洞)|(井盖|窨井|沙井|井口|下水道盖).{0,8}(没|不见|丢|缺|偷|翻|敞|开着|打开|破|裂|断|塌|松|空|移位)|(没|缺|少|丢|坏).{0,3}井盖|(深坑|大坑|大洞|天坑).{0,8}(没|无|危险|围)|坠楼|跳楼|轻生|自杀',
  falling_object:
    '高空(坠物|抛物)|(要|快|会)(掉|砸|落|倒)下?|(掉|砸|落|坠).{0,3}(砸|伤|下来).{0,3}(人|车)|砸(到|中|伤)|外墙.{0,6}(脱落|掉|松)|(玻璃|瓷砖|广告牌|招牌|空调|树枝|大树|树).{0,6}(摇摇欲坠|松动|要掉|快掉|要倒|快倒|坠)|摇摇欲坠',
  water:
    '溺水|落水|掉.{0,3}(河|湖|水|池)里|掉(河|湖|水|池)|淹到|(水|积水).{0,4}(漫过|没过|淹).{0,3}(膝|腰|车|人)|(水管|管道|水管子).{0,4}(爆|炸)|爆管|被困',
  chemical:
    '毒气|有毒|中毒|危险品|危化品|化学品.{0,4}(漏|泄|洒|倒)|汽油.{0,4}(漏|泄|洒)|(漏|泄|洒).{0,3}(汽油|柴油|化学)|刺鼻|农药.{0,3}(洒|漏)|医疗废物|针头',
  person:
    '死人|尸体(?!.{0,2}(狗|猫|鼠|鸡))|昏迷|晕倒|昏倒|没有呼吸|没呼吸|流血|出血|受伤|伤了人|伤到人|有人(摔|伤|倒地|躺|死)|救命|快死|小孩.{0,6}(掉|困|卡|走失|丢)|(孩子|老人).{0,6}(掉|困|卡|走失|摔|晕)|持刀|砍人|打人|打架|救护车|咬(人|伤)',
};

const en: Record<Danger, string> = {
  gas: 'gas (leak|smell|odou?r|escap|pipe (burst|broken|broke|ruptur|damag))|(smell|leak|stink|reek)\\w*( of| like| strongly)* (natural )?gas|leaking gas|gas is leaking|gas line',
  fire: 'on fire|\\bfire\\b|fires\\b|flames?\\b|burning(?! (garbage|leaves|rubbish|trash|waste))|smoke|smoking (cable|box|battery|bin)|explo(de|ded|sion|ding)|caught alight|ablaze',
  electric:
    'electrocut|electric(al)? shock|got a shock|gives? (you )?a shock|live (wire|cable)|exposed (wire|cable|wiring)|bare (wire|cable)|(wire|cable|power line|powerline)s?( \\w+){0,3} (down|fallen|fell|hanging|snapped|broken|exposed|sparking)|(fallen|downed|hanging|snapped|dangling|sagging|broken) (power )?(wire|cable|line)|spark(s|ing)\\b',
  collapse:
    'collaps|caved? in|caving in|sinkhole|landslide|mudslide|(wall|building|scaffold(ing)?|slope|hoarding)( \\w+){0,3} (leaning|tilting|cracking|cracked|about to fall|falling)|subsid',
  fall: '(fell|fall|fallen|falling) (in|into|down) (a |an |the )?(open )?(\\w+ )?(hole|manhole|well|pit|drain|shaft)|(missing|open|broken|no|stolen|loose|uncovered|without) (a )?(manhole|cover|drain cover|sewer cover|grate)|manhole( cover)?( \\w+){0,3} (missing|open|gone|broken|stolen|loose|off|cracked)|cover( \\w+){0,2} (missing|gone|stolen)|deep hole|suicid|jump(ing)? off',
  falling_object:
    '(about|going|ready) to (fall|drop|come down)|falling (object|glass|tile|debris|masonry|branch)|(sign|tile|glass|branch|tree|billboard|facade)s?( \\w+){0,3} (falling|loose|hanging by|came down|fell on|fallen on)|fell on (a |the )?(person|man|woman|child|car|someone)|thrown from (a )?(height|window|balcony|upstairs)',
  water:
    'drown|fell (in|into) the (river|lake|water|pond|canal)|burst (pipe|main|water)|water main|pipe( has| is| was)? burst|trapped|stuck in (a |the )?(lift|elevator)|waist.deep|knee.deep',
  chemical:
    'toxic|poison|chemical (leak|spill|smell)|(petrol|gasoline|diesel|fuel|acid) (leak|spill)|hazardous|syringe|needles?\\b|medical waste',
  person:
    'unconscious|not breathing|bleeding|injur|collapsed (man|woman|person)|dead (body|man|woman|person|child)|\\bhurt\\b|ambulance|help me|(child|kid|baby|toddler|elderly|old man|old woman)( \\w+){0,4} (trapped|stuck|fell|fallen|lost|missing)|knife|stabb|(fight|fighting) (in|on|with)|bit (me|a|my)|bitten',
};

// Things that carry a danger's name and are none: the extinguisher, the fire lane, a hot pot.
const harmless =
  /灭火器|消防栓|消防|防火|火锅|火车|烟花爆竹店|烟头|烟灰|防漏电|煤气灶店|电话线|fire[\s-]?(hydrant|lane|exit|door|truck|engine|extinguisher|station|alarm box|access|escape|works?|place|wood|fly|man|brigade)s?|fireworks?|smoke[\s-]?(free|detector)s?|no[\s-]smoking|guard\s?rail/g;

// Only a denial that touches the danger counts, and not the asking forms 有没有, 是不是, 会不会.
const denied =
  /(?<!有|是|会|漏)(?:并?没有?|未|并?无|不是|不会|并非|no longer|\bno|\bnot|\bwithout(?: any)?|isn't|wasn't|there's no)\s*(?:发生|出现|看到|闻到|发现|任何|造成|什么|有|人|any|a|an|the|seen|see|signs? of)?\s*$/;

const dangers = Object.keys(zh) as Danger[];
const patterns = dangers.map((danger) => ({ danger, han: new RegExp(zh[danger], 'g'), latin: new RegExp(en[danger], 'g') }));

/** Which dangers to life a report speaks of, in Chinese or English. "没有漏气" speaks of none; "有没有漏气" speaks of gas. */
export function dangersIn(text: string): readonly Danger[] {
  const folded = fold(text).replace(harmless, ' ');
  const speaks = (pattern: RegExp) => [...folded.matchAll(pattern)].some(({ index }) => !denied.test(folded.slice(0, index)));
  // Most reports are in one script; the other half of the patterns cannot match and is not tried.
  const [isHan, isLatin] = [/\p{Script=Han}/u.test(folded), /[a-z]/.test(folded)];
  return patterns.filter(({ han, latin }) => (isHan && speaks(han)) || (isLatin && speaks(latin))).map(({ danger }) => danger);
}

/** Whether a report must be looked at by a person at once, whatever the catalogue makes of it. */
export function isDanger(text: string): boolean {
  return dangersIn(text).length > 0;
}
