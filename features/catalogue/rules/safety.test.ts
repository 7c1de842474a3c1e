import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Danger, dangersIn, isDanger } from './safety.ts';

const dangerous: readonly (readonly [Danger, string])[] = [
  ['gas', '楼道里有很浓的煤气味'],
  ['gas', '不知道有没有漏气，闻着怪怪的'],
  ['gas', '樓下煤氣洩漏'],
  ['gas', 'Strong smell of gas near the corner shop'],
  ['gas', '燃气管道被挖破了'],
  ['fire', '电动车棚着火了'],
  ['fire', '配电箱在冒黑烟'],
  ['fire', 'A bin is on fire behind the market'],
  ['fire', 'There is smoke coming out of the substation'],
  ['electric', '路灯杆漏电，小狗被电了'],
  ['electric', '一根电线掉下来垂到人行道'],
  ['electric', '是不是漏電了'],
  ['electric', 'Fallen power line across the pavement'],
  ['electric', 'cables are hanging and sparking'],
  ['collapse', '路面塌陷一个大坑'],
  ['collapse', '围墙歪了快倒了'],
  ['collapse', 'The road has caved in'],
  ['fall', '井盖不见了，小孩差点踩空'],
  ['fall', '有个孩子掉井里了'],
  ['fall', 'Manhole cover is missing on the cycle lane'],
  ['fall', 'a child fell into a well'],
  ['falling_object', '广告牌松动，摇摇欲坠'],
  ['falling_object', '有人高空抛物'],
  ['falling_object', 'a loose sign is about to fall'],
  ['water', '水管爆了，水漫过膝盖'],
  ['water', '有人落水'],
  ['water', 'water main burst'],
  ['chemical', '河边有人倒刺鼻的东西'],
  ['chemical', 'used syringes in the playground'],
  ['person', '有人晕倒在公交站'],
  ['person', 'a man is bleeding and not breathing'],
  ['gas', '之前没有漏气，现在漏气了'],
  ['gas', 'no one has fixed the gas leak'],
  ['fire', '没有漏气，但是着火了'],
  ['fall', '没有井盖'],
];

for (const [danger, text] of dangerous) {
  test(`${danger}: ${text}`, () => assert.ok(dangersIn(text).includes(danger), dangersIn(text).join()));
}

for (const text of [
  '',
  '垃圾桶满了',
  '路灯不亮',
  '没有漏气',
  '检查过了，没有发现漏电',
  '未着火，只是路灯坏了',
  '灭火器过期了',
  '消防栓漏水',
  '电动车堵住消防通道',
  '火锅店油烟大',
  '地上好多烟头',
  '共享单车乱停',
  '噪音太大睡不着',
  'The street light is out',
  'There is no gas leak, just a bad smell from the bins',
  'car parked in front of the fire hydrant',
  'fire lane blocked by scooters',
  'loud fireworks every night',
  'rubbish everywhere',
  'graffiti on the wall',
]) {
  test(`no danger: ${text || '(empty)'}`, () => assert.equal(isDanger(text), false, dangersIn(text).join()));
}
