import { createWords } from '../../../../ui/words/words.ts';

export const claimWords = createWords({
  zh: {
    label: '按哪份授权做的',
    none: '不涉及授权事项',
    act: '做了什么',
    wouldRefuse: (because: string) => `${because}，这样做会被拒绝。请改为上报，或移送执法。`,
    standing: { in_force: '有效', waiting: '尚未开始', expired: '已到期', suspended: '已暂停', draft: '草稿', revoked: '已撤销' },
    acts: {
      look: '查看',
      ask: '询问',
      photograph: '拍照',
      persuade: '劝导',
      report: '上报',
      guard: '看护',
      clean: '清理',
      repair: '维修',
    },
  },
  en: {
    label: 'Under which authorisation',
    none: 'Not a delegated matter',
    act: 'What was done',
    wouldRefuse: (because) => `${because}: it would be refused. Report it, or hand it over to enforcement.`,
    standing: {
      in_force: 'in force',
      waiting: 'not begun',
      expired: 'expired',
      suspended: 'suspended',
      draft: 'draft',
      revoked: 'revoked',
    },
    acts: {
      look: 'looked',
      ask: 'asked',
      photograph: 'photographed',
      persuade: 'persuaded',
      report: 'reported',
      guard: 'guarded',
      clean: 'cleaned',
      repair: 'repaired',
    },
  },
});
