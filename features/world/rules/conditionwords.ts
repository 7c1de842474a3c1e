import type { Words } from '../../../kernel/words.ts';
import type { Matter } from '../../catalogue/rules/matter.ts';
import { type Chinese, eventConditions } from './eventwords.ts';

/** Our own Chinese for the conditions of parts, whose national table is in English: the same few for all of them. */
const partConditions: Readonly<Record<string, Chinese>> = {
  hazard: ['缺失、移位或开裂，有安全隐患', '盖好归位，或已围护并排除险情'],
  damaged: ['破损、缺件、锈蚀或老化', '已修复或更换'],
  rattle: ['井盖松动、跳响或翻转', '已整修或更换，平稳无声'],
  pavement: ['周边路面沉陷、隆起或破损，井框高差超标', '周边路面修复平整'],
  blocked: ['堵塞，超过开口的三分之一', '已疏通，排水顺畅'],
  leak: ['漏水', '已止漏'],
  dirty: ['脏污', '已清洁'],
  abandoned: ['废弃或残留基座', '已拆除，地面恢复平整'],
  fallen: ['倒伏、倾斜或折断', '已扶正、更换或移除'],
  open: ['箱门敞开或箱体倾倒', '已关好或扶正'],
  content: ['内容或指向有误', '已更正或更换'],
  unlit: ['灯或屏幕不亮', '已恢复点亮'],
  switching: ['开关灯时间不对', '时间已调准'],
  unauthorised: ['擅自设置', '已拆除'],
  misplaced: ['移位', '已归位'],
  structure: ['结构损坏、沉降或变形', '已先行围护并修复'],
  ponding: ['积水', '积水排除，可以通行'],
  plants: ['植株枯死、缺株或长势不良', '已补种或清除'],
  service: ['服务不到位（用品、人员、工具或无障碍）', '复查时服务已恢复'],
  smell: ['有强烈异味或疑似漏气', '险情排除并修复'],
  closed: ['公示开放时间内未开放', '已恢复开放'],
  uncollected: ['未按时清运', '已清运'],
  overflow: ['满溢', '已清空'],
  prune: ['未修剪，妨碍行人或车辆', '已修剪'],
  bare: ['黄土裸露、踩踏成路或塌陷', '已适时补种，或补种计划已备案'],
};

/** For a class that has no condition of its own. */
export const otherwise: { readonly text: Words; readonly closing: Words } = {
  text: { zh: '存在异常', en: 'something is wrong with it' },
  closing: { zh: '已恢复正常', en: 'in order again' },
};

/** Chinese for the `number`-th condition of that key of a matter; undefined for what our tables do not know. */
export function chineseCondition(
  { kind, code }: Pick<Matter, 'kind' | 'code'>,
  key: string,
  number: number,
): { text: string; closing: string } | undefined {
  const found = kind === 'part' ? partConditions[key] : eventConditions[code]?.[number - 1];
  return found && { text: found[0], closing: found[1] };
}
