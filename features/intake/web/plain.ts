import type { Words } from '../../../kernel/words.ts';
import type { Offer } from './offer.ts';

/** What a neighbour calls it. The national catalogue's own names stay with the staff; classes not here keep them. */
const plain: Readonly<Record<string, Words>> = {
  'matter:06010': { zh: '垃圾没人收', en: 'Rubbish left here' },
  'matter:06042': { zh: '垃圾桶满了', en: 'Bin is full' },
  'matter:09010': { zh: '车子乱停', en: 'Badly parked bikes' },
  'matter:09011': { zh: '共享单车乱放', en: 'Shared bikes in the way' },
  'matter:09012': { zh: '消防通道被堵', en: 'Fire lane blocked' },
  'matter:09001': { zh: '占道摆摊', en: 'Street vendor in the way' },
  'matter:07001': { zh: '乱贴小广告', en: 'Illegal adverts' },
  'matter:06013': { zh: '路面坏了', en: 'Road is broken' },
  'matter:06012': { zh: '路面脏', en: 'Dirty road' },
  'matter:06017': { zh: '绿化带脏乱', en: 'Litter in the green' },
  'matter:06028': { zh: '太吵了', en: 'Too loud' },
  'matter:06030': { zh: '乱倒污水', en: 'Dirty water dumped' },
  'matter:06035': { zh: '旧家具乱扔', en: 'Dumped furniture' },
  'matter:06001': { zh: '违法搭建', en: 'Illegal building' },
  'matter:L0506': { zh: '积水了', en: 'Street is flooded' },
  'part:01037': { zh: '路灯不亮', en: 'Street light is out' },
  'part:01002': { zh: '污水井冒水、井盖坏', en: 'Sewer cover' },
  'part:01003': { zh: '井盖坏了', en: 'Drain cover' },
  'part:03001': { zh: '公厕有问题', en: 'Public toilet' },
  'part:04002': { zh: '树要倒、树枝断', en: 'Tree or branch' },
  'part:04007': { zh: '长椅坏了', en: 'Broken bench' },
};

export function plainName({ key, name }: Offer): Words {
  return plain[key] ?? name;
}
