import { createWords } from '../../../ui/words/words.ts';

export const peopleWords = createWords({
  zh: {
    title: '登录管家',
    account: '账号',
    password: '密码',
    go: '登录',
    going: '正在登录…',
    out: '退出',
    demo: '演示账号的密码是 guanjia-demo',
    needed: '请填写账号和密码',
  },
  en: {
    title: 'Sign in to Guanjia',
    account: 'Account',
    password: 'Password',
    go: 'Sign in',
    going: 'Signing in…',
    out: 'Sign out',
    demo: 'Demo accounts use the password guanjia-demo',
    needed: 'Enter account and password',
  },
});
