import { createWords } from '../../../ui/words/words.ts';

export const peopleWords = createWords({
  zh: {
    product: '管家',
    motto: '一件事，一个负责人，一个期限',
    title: '登录',
    resident: '居民不用登录，',
    report: '直接上报',
    account: '账号',
    password: '密码',
    go: '登录',
    going: '正在登录…',
    out: '退出',
    demo: (account: string, password: string) =>
      `演示账号 ${account}，密码 ${password}；别的账号见启动提示。换过密码就不再显示，别的电脑上也看不到。`,
    needed: '请填写账号和密码',
  },
  en: {
    product: 'Guanjia',
    motto: 'One matter, one accountable party, one deadline',
    title: 'Sign in',
    resident: 'Residents need no account:',
    report: 'report something',
    account: 'Account',
    password: 'Password',
    go: 'Sign in',
    going: 'Signing in…',
    out: 'Sign out',
    demo: (account: string, password: string) =>
      `Demo account ${account}, password ${password}; the start message lists the others. Shown on this machine only, until the password is changed.`,
    needed: 'Enter account and password',
  },
});
