import type { Limit, LimitUnit } from '../../../kernel/time/limit.ts';
import type { Locale } from '../../../kernel/words.ts';
import type { Role } from '../../people/rules/person.ts';
import type { Channel, Order, PhotoKind, Status } from '../rules/case.ts';
import type { SpokenType } from '../rules/command.ts';
import type { CaseRow } from '../rules/view.ts';

type In<K extends string> = Record<Locale, Record<K, string>>;

/** The trade's own terms, for staff. */
export const statusWords: In<Status> = {
  zh: {
    reported: '待受理',
    verifying: '核实中',
    to_file: '待立案',
    to_dispatch: '待派遣',
    disputed: '争议待裁',
    handling: '处置中',
    suspended: '挂账中',
    to_check: '待核查',
    checking: '核查中',
    to_close: '待结案',
    closed: '已结案',
    refused: '不予受理',
    voided: '已作废',
    merged: '已并案',
  },
  en: {
    reported: 'New',
    verifying: 'Verifying',
    to_file: 'To file',
    to_dispatch: 'To dispatch',
    disputed: 'In dispute',
    handling: 'In hand',
    suspended: 'Suspended',
    to_check: 'To check',
    checking: 'Checking',
    to_close: 'To close',
    closed: 'Closed',
    refused: 'Not accepted',
    voided: 'Void',
    merged: 'Merged',
  },
};

/** The same stages as one would tell a neighbour. */
export const plainStatus: In<Status> = {
  zh: {
    reported: '已收到，马上有人看',
    verifying: '已派人去现场看',
    to_file: '看过了，正在立案',
    to_dispatch: '正在安排人手',
    disputed: '正在确认由谁处理',
    handling: '正在处理',
    suspended: '暂时处理不了',
    to_check: '做完了，等待检查',
    checking: '正在检查效果',
    to_close: '检查合格，即将办结',
    closed: '已办结',
    refused: '没有受理',
    voided: '已取消',
    merged: '已和同一件事合并',
  },
  en: {
    reported: 'Received, somebody is about to look',
    verifying: 'Somebody is on the way to look',
    to_file: 'Seen, being registered',
    to_dispatch: 'Being given to a crew',
    disputed: 'Being settled who will do it',
    handling: 'Being worked on',
    suspended: 'On hold for now',
    to_check: 'Done, waiting to be checked',
    checking: 'Being checked',
    to_close: 'Checked, about to be closed',
    closed: 'Done',
    refused: 'Not accepted',
    voided: 'Cancelled',
    merged: 'Joined to the same matter',
  },
};

export const commandWords: In<SpokenType> = {
  zh: {
    ask_verify: '派人核实',
    verify: '提交核实结果',
    correct: '更正',
    file: '立案',
    refuse: '不予受理',
    self_handle: '现场自处置',
    dispatch: '派遣',
    add_order: '加派工单',
    accept_order: '接单',
    return_order: '退单',
    refer: '提请裁决',
    rule: '裁定',
    finish_order: '处置完成',
    hand_over: '移送执法',
    withdraw_order: '撤回工单',
    request_extension: '申请延期',
    request_suspension: '申请挂账',
    grant_request: '同意申请',
    decline_request: '驳回申请',
    resume: '恢复处置',
    ask_check: '派人核查',
    check: '提交核查结果',
    rework: '退回返工',
    close: '结案',
    call_back: '回访',
    rate: '评价',
    reopen: '重新打开',
    supervise: '督办',
    void: '作废',
    merge: '并案',
    split: '拆分',
    add_photos: '补充照片',
    note: '备注',
  },
  en: {
    ask_verify: 'Send to verify',
    verify: 'Say what you saw',
    correct: 'Correct',
    file: 'File',
    refuse: 'Do not accept',
    self_handle: 'Fixed on the spot',
    dispatch: 'Dispatch',
    add_order: 'Add an order',
    accept_order: 'Accept',
    return_order: 'Return',
    refer: 'Ask for a ruling',
    rule: 'Rule',
    finish_order: 'Finished',
    hand_over: 'Hand over to enforcement',
    withdraw_order: 'Withdraw order',
    request_extension: 'Ask for more time',
    request_suspension: 'Ask to suspend',
    grant_request: 'Grant',
    decline_request: 'Decline',
    resume: 'Resume',
    ask_check: 'Send to check',
    check: 'Say what you found',
    rework: 'Send back',
    close: 'Close',
    call_back: 'Call back',
    rate: 'Rate',
    reopen: 'Reopen',
    supervise: 'Supervise',
    void: 'Void',
    merge: 'Merge',
    split: 'Split off',
    add_photos: 'Add photos',
    note: 'Note',
  },
};

export const channelWords: In<Channel> = {
  zh: {
    resident: '居民上报',
    phone: '热线电话',
    counter: '窗口',
    patrol: '巡查上报',
    open311: 'Open311',
    api: '接口',
    leader: '领导交办',
    department: '部门转办',
    media: '媒体',
    inspection: '考评发现',
  },
  en: {
    resident: 'Resident',
    phone: 'Hotline',
    counter: 'Counter',
    patrol: 'Patrol',
    open311: 'Open311',
    api: 'API',
    leader: 'Leader',
    department: 'Department',
    media: 'Media',
    inspection: 'Inspection',
  },
};

export const roleWords: In<Role | 'reporter' | 'system'> = {
  zh: {
    patroller: '监督员',
    intake_operator: '受理员',
    shift_leader: '值班长',
    dispatcher: '派遣员',
    unit_manager: '处置单位负责人',
    handler: '处置人员',
    evaluator: '考核员',
    leader: '领导',
    district: '区级',
    administrator: '管理员',
    reporter: '上报人',
    system: '系统',
  },
  en: {
    patroller: 'Patroller',
    intake_operator: 'Intake operator',
    shift_leader: 'Shift leader',
    dispatcher: 'Dispatcher',
    unit_manager: 'Unit manager',
    handler: 'Handler',
    evaluator: 'Evaluator',
    leader: 'Leader',
    district: 'District',
    administrator: 'Administrator',
    reporter: 'Reporter',
    system: 'System',
  },
};

export const orderWords: In<Order['status']> = {
  zh: { sent: '待接单', underway: '处置中', done: '已完成', returned: '已退单', withdrawn: '已撤回' },
  en: { sent: 'Waiting', underway: 'In hand', done: 'Done', returned: 'Returned', withdrawn: 'Withdrawn' },
};

export const photoWords: In<PhotoKind> = {
  zh: { report: '上报', before: '处置前', after: '处置后', verify: '核实', check: '核查' },
  en: { report: 'Report', before: 'Before', after: 'After', verify: 'Verification', check: 'Check' },
};

export const lightWords: In<CaseRow['light']> = {
  zh: { green: '正常', yellow: '临期', red: '超时', paused: '暂停计时', none: '不计时' },
  en: { green: 'On time', yellow: 'Due soon', red: 'Overdue', paused: 'Clock paused', none: 'No clock' },
};

const unitWords: Record<Locale, Record<LimitUnit, (n: string) => string>> = {
  zh: {
    urgent_hour: (n) => `${n} 紧急工作时`,
    urgent_day: (n) => `${n} 紧急工作日`,
    work_hour: (n) => `${n} 工作时`,
    work_day: (n) => `${n} 个工作日`,
    natural_day: (n) => `${n} 天`,
  },
  en: {
    urgent_hour: (n) => `${n} urgent hour${n === '1' ? '' : 's'}`,
    urgent_day: (n) => `${n} urgent day${n === '1' ? '' : 's'}`,
    work_hour: (n) => `${n} work hour${n === '1' ? '' : 's'}`,
    work_day: (n) => `${n} work day${n === '1' ? '' : 's'}`,
    natural_day: (n) => `${n} day${n === '1' ? '' : 's'}`,
  },
};
const shortWords: Record<Locale, (minutes: number, urgent: boolean) => string> = {
  zh: (minutes, urgent) => `${minutes} ${urgent ? '分钟' : '工作分钟'}`,
  en: (minutes, urgent) => `${minutes} ${urgent ? 'minutes' : 'work minutes'}`,
};

/** "4 工作时", "2 urgent hours"; parts of an hour are told in minutes. */
export function limitText({ value, unit }: Limit, locale: Locale): string {
  if ((unit === 'work_hour' || unit === 'urgent_hour') && !Number.isInteger(value))
    return shortWords[locale](Math.round(value * 60), unit === 'urgent_hour');
  return unitWords[locale][unit](String(value));
}
