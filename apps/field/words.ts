import { createWords } from '../../ui/words/words.ts';

export const fieldWords = createWords({
  zh: {
    jobs: '要处置',
    asked: '要去看',
    report: '发现问题，上报',
    offline: (since: string) => `${since}起没有网络，照常做`,
    offlineMore: (at: string) => `看到的是${at}存下的；填的先存在手机里，有网自动送出。`,
    nothingKept: '这台手机还没存过您的活，请先在有网的地方打开一次。',
    finding: {
      photo: '拍照或选照片',
      text: '看到了什么',
      address: '在哪里（路名、门牌、旁边有什么）',
      locate: '用现在的位置',
      located: '位置已记下，点这里更新',
      noPlace: '没有定到位，写清地址也可以。',
      send: '上报',
      back: '返回',
    },
    sun: '换成户外亮色',
    night: '换成夜间深色',
    heading: {
      jobs: (n: number, late: number) => (n === 0 ? '没有要处置的' : `${n} 件要处置${late > 0 ? `，${late} 件已超时` : ''}`),
      asked: (n: number, late: number) => (n === 0 ? '没有要去看的' : `${n} 件要去看${late > 0 ? `，${late} 件已超时` : ''}`),
    },
    empty: { jobs: '手上没有活了', asked: '现在没有要去看的' },
    emptyMore: { jobs: '派给您单位的工单会自己出现在这里。', asked: '请您核实或核查的案卷会自己出现在这里。' },
  },
  en: {
    jobs: 'To do',
    asked: 'To look at',
    report: 'Report something',
    offline: (since) => `No network since ${since}; work goes on`,
    offlineMore: (at) => `You see what was kept ${at}. What you enter stays on the phone and goes out by itself.`,
    nothingKept: 'Your jobs were never kept on this phone; open it once where there is a network.',
    finding: {
      photo: 'Take or choose photos',
      text: 'What you see',
      address: 'Where (street, number, what is beside it)',
      locate: 'Use where I am now',
      located: 'Position noted; press to renew',
      noPlace: 'No position was found; an address will do.',
      send: 'Report',
      back: 'Back',
    },
    sun: 'Bright outdoor theme',
    night: 'Dark night theme',
    heading: {
      jobs: (n, late) => (n === 0 ? 'Nothing to do' : `${n} to do${late > 0 ? `, ${late} overdue` : ''}`),
      asked: (n, late) => (n === 0 ? 'Nothing to look at' : `${n} to look at${late > 0 ? `, ${late} overdue` : ''}`),
    },
    empty: { jobs: 'Nothing left to do', asked: 'Nothing to look at now' },
    emptyMore: {
      jobs: 'Orders for your unit appear here by themselves.',
      asked: 'Cases you are asked to verify or check appear here by themselves.',
    },
  },
});
