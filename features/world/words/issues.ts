import type { Locale } from '../../../kernel/words.ts';
import type { IssueCode, WorldIssue } from '../rules/issue.ts';

type Say = (it: WorldIssue) => string;

const zh: Record<IssueCode, Say> = {
  'folder-missing': () => '文件夹不存在',
  'manifest-missing': () => '没有 world.json，也不是 worlds/ 里任何一份清单认得的数据',
  'file-missing': () => '文件不存在或无法读取',
  'file-not-text': () => '不是 UTF-8 文本',
  'not-json': ({ found }) => `不是有效的 JSON：${found ?? ''}`,
  'not-geojson': ({ expected }) => `不是 GeoJSON，应为 ${expected ?? 'FeatureCollection'}`,
  'crs-missing': ({ expected }) => `必须写明坐标系：${expected ?? 'WGS84 | GCJ02 | BD09'}`,
  'crs-differs': ({ expected, found }) => `文件自称坐标系 ${found ?? ''}，清单写的是 ${expected ?? ''}`,
  'field-missing': () => '缺少此项',
  'field-unknown': () => '不认识此项',
  'field-invalid': ({ expected, found }) => `值不对：${found ?? ''}${expected ? `，应为 ${expected}` : ''}`,
  'geometry-wrong': ({ expected, found }) => `几何类型 ${found ?? ''} 不对，应为 ${expected ?? ''}`,
  'position-out-of-range': ({ found }) => `坐标 ${found ?? ''} 超出经纬度范围：可能是投影坐标，或经纬度写反`,
  'ring-open': ({ expected, found }) => `多边形没有闭合：起点 ${expected ?? ''}，终点 ${found ?? ''}`,
  'ring-too-short': ({ found }) => `多边形至少要 4 个点，只有 ${found ?? '0'} 个`,
  'ring-crosses-itself': ({ found }) => `多边形的边自相交叉（第几条边：${found ?? ''}）`,
  'column-missing': ({ found }) => `表头缺少此列，现有：${found ?? ''}`,
  'row-broken': ({ expected, found }) => `此行有 ${found ?? ''} 格，应为 ${expected ?? ''} 格`,
  'code-twice': ({ found }) => `编码重复：${found ?? ''}`,
  'reference-unknown': ({ expected, found }) => `在${expected ? ` ${expected} ` : ''}中找不到 ${found ?? ''}`,
  'level-order': ({ expected, found }) => `上级 ${found ?? ''} 的层级不高于 ${expected ?? ''}`,
  'parent-elsewhere': ({ found }) => `图形与上级 ${found ?? ''} 毫不相接`,
  'dates-reversed': ({ expected, found }) => `结束日期 ${found ?? ''} 不晚于开始日期 ${expected ?? ''}`,
  'outside-street': ({ expected, found }) => `位置 ${found ?? ''} 不在${expected ? `街道 ${expected}` : '任何街道'}内`,
  'no-street': () => '没有任何现行街道',
  'no-condition': () => '没有立案条件，无法立案',
  'limit-not-positive': ({ found }) => `时限必须大于零，现为 ${found ?? ''}`,
  'sector-differs': ({ expected, found }) => `人员性质 ${found ?? ''} 与所在单位 ${expected ?? ''} 不一致`,
  'seat-not-government': ({ found }) => `岗位 ${found ?? ''} 只能由政府人员担任`,
  'post-empty': ({ found }) => `此街道没有人担任 ${found ?? ''}`,
  'party-has-nobody': ({ expected, found }) => `责任单位 ${found ?? ''} 在街道 ${expected ?? ''} 没有经办人，案件派去无人接`,
  'no-fallback': () => '此街道没有从一开始就长期有效的兜底行，会出现无人负责的案件',
  'row-unreachable': ({ found }) => `此行处处被 ${found ?? ''} 等更优先的行盖住，永远轮不到`,
  'periods-overlap': () => '工作时段颠倒或重叠',
  'year-not-known': ({ found }) => `${found ?? ''} 所在年份未列入已公布年份`,
  'no-target': ({ found }) => `街道 ${found ?? ''} 没有任何责任网格，巡查承诺没有对象`,
};

const en: Record<IssueCode, Say> = {
  'folder-missing': () => 'the folder does not exist',
  'manifest-missing': () => 'there is no world.json, and no manifest under worlds/ recognises these files',
  'file-missing': () => 'the file does not exist or cannot be read',
  'file-not-text': () => 'the file is not UTF-8 text',
  'not-json': ({ found }) => `not valid JSON: ${found ?? ''}`,
  'not-geojson': ({ expected }) => `not GeoJSON; expected ${expected ?? 'FeatureCollection'}`,
  'crs-missing': ({ expected }) => `the coordinate system must be named: ${expected ?? 'WGS84 | GCJ02 | BD09'}`,
  'crs-differs': ({ expected, found }) => `the file calls its coordinates ${found ?? ''}, the manifest ${expected ?? ''}`,
  'field-missing': () => 'this field is missing',
  'field-unknown': () => 'this field is not known',
  'field-invalid': ({ expected, found }) => `wrong value: ${found ?? ''}${expected ? `; expected ${expected}` : ''}`,
  'geometry-wrong': ({ expected, found }) => `geometry is ${found ?? 'absent'}; expected ${expected ?? ''}`,
  'position-out-of-range': ({ found }) => `${found ?? ''} is not a longitude and latitude: projected metres, or a swapped pair?`,
  'ring-open': ({ expected, found }) => `the ring begins at ${expected ?? ''} and ends at ${found ?? ''}`,
  'ring-too-short': ({ found }) => `a ring needs 4 positions and has ${found ?? '0'}`,
  'ring-crosses-itself': ({ found }) => `the ring crosses itself, at edges ${found ?? ''}`,
  'column-missing': ({ found }) => `this column is missing; the heading has ${found ?? ''}`,
  'row-broken': ({ expected, found }) => `the row has ${found ?? ''} cells; expected ${expected ?? ''}`,
  'code-twice': ({ found }) => `the code ${found ?? ''} is used twice`,
  'reference-unknown': ({ expected, found }) => `${found ?? ''} is not in ${expected ?? 'this world'}`,
  'level-order': ({ expected, found }) => `the parent ${found ?? ''} is not of a level above ${expected ?? ''}`,
  'parent-elsewhere': ({ found }) => `the shape does not meet its parent ${found ?? ''} at all`,
  'dates-reversed': ({ expected, found }) => `ends on ${found ?? ''}, not after it begins on ${expected ?? ''}`,
  'outside-street': ({ expected, found }) => `${found ?? ''} is not inside ${expected ? `street ${expected}` : 'any street'}`,
  'no-street': () => 'there is no street that holds today',
  'no-condition': () => 'without a filing condition nothing can be filed',
  'limit-not-positive': ({ found }) => `a limit must be above zero, not ${found ?? ''}`,
  'sector-differs': ({ expected, found }) => `the person is ${found ?? ''} but the unit is ${expected ?? ''}`,
  'seat-not-government': ({ found }) => `only government staff may be ${found ?? ''}`,
  'post-empty': ({ found }) => `nobody in this street is ${found ?? ''}`,
  'party-has-nobody': ({ expected, found }) => `nobody of ${found ?? ''} can take a case in street ${expected ?? ''}`,
  'no-fallback': () => 'the street has no lasting fallback row from its first day: some cases would be nobody’s',
  'row-unreachable': ({ found }) => `stronger rows such as ${found ?? ''} always win over this one, so it is never reached`,
  'periods-overlap': () => 'working periods are reversed or overlap',
  'year-not-known': ({ found }) => `the year of ${found ?? ''} is not among the known years`,
  'no-target': ({ found }) => `street ${found ?? ''} has no duty grid, so the patrol promise promises nothing`,
};

const say: Record<Locale, Record<IssueCode, Say>> = { zh, en };

/** One line a person can act on: file, feature, field, then what is wrong. */
export function sayIssue(it: WorldIssue, locale: Locale): string {
  const where = [it.file, it.feature, it.field].filter((part) => part !== null).join(' › ');
  return `${where}: ${say[locale][it.code](it)}`;
}
