import { type Result, refuse } from '../../kernel/result.ts';
import { type Artefact, pack, unpack } from '../../features/judgement/rules/artefact.ts';
import { checkTeachable } from '../../features/judgement/rules/labelled.ts';
import { ECE_BINS, type Figures, measure } from '../../features/judgement/rules/measure.ts';
import { type Model, answer } from '../../features/judgement/rules/model.ts';
import { type Labelled, train } from '../../features/judgement/rules/train.ts';
import { hashOf, readLabelledFile, readText, writeJson } from '../../features/judgement/server/files.ts';
import { sayJudgementRefusal } from '../../features/judgement/words/refusals.ts';
import { type Command, type Given, type Terminal, both } from './command.ts';

/** Any number does; the same one gives the same model. */
const SEED = 20260701;

const evaluate: Command = {
  path: ['judge', 'eval'],
  options: { train: { kind: 'text' }, model: { kind: 'text' }, test: { kind: 'text', needed: true }, json: { kind: 'flag' } },
  usage: 'guanjia judge eval (--train a.csv | --model model.json) --test b.csv [--json]',
  about: {
    zh: '用 a.csv 训练（或读入已有模型），在 b.csv 上评测分类；两个表都要有 text、label 两列',
    en: 'teach on a.csv (or read a model), then test on b.csv; both tables need the columns text and label',
  },
  run: async (given, terminal) => {
    const test = await readLabelledFile(given.text.test ?? '');
    if (!test.ok) return wrong(test.refusal, terminal);
    const model = await modelOf(given, terminal);
    if (!model.ok) return wrong(model.refusal, terminal);
    tellBlank(test.value.blank, terminal);
    const began = performance.now();
    const answers = test.value.rows.map(({ text }) => answer(model.value, text));
    const seconds = Math.max(1e-6, (performance.now() - began) / 1000);
    const figures = measure(
      test.value.rows.map(({ label }) => label),
      answers,
    );
    const textsPerSecond = Math.round(answers.length / seconds);
    if (given.flags.has('json')) terminal.out(JSON.stringify(inOrder(figures, textsPerSecond)));
    else for (const line of sayFigures(figures, textsPerSecond)) terminal.out(line);
    return 0;
  },
};

const teach: Command = {
  path: ['judge', 'train'],
  options: { train: { kind: 'text', needed: true }, out: { kind: 'text', needed: true } },
  usage: 'guanjia judge train --train a.csv --out model.json',
  about: { zh: '用 a.csv 训练，把模型写成文件', en: 'teach on a.csv and write the model to a file' },
  run: async ({ text }, terminal) => {
    const table = await readLabelledFile(text.train ?? '');
    if (!table.ok) return wrong(table.refusal, terminal);
    const rows = checkTeachable(table.value.rows);
    if (!rows.ok) return wrong(rows.refusal, terminal);
    tellBlank(table.value.blank, terminal);
    const artefact = pack(train(rows.value, { seed: SEED }));
    const file = { trainedAt: new Date(terminal.now()).toISOString(), dataHash: hashOf(rows.value), texts: rows.value.length, artefact };
    await writeJson(text.out ?? '', file);
    const size = (JSON.stringify(file).length / 1e6).toFixed(2);
    const { length: labels } = artefact.labels;
    terminal.out(
      both({
        zh: `学了 ${file.texts} 条、${labels} 类，模型 ${text.out}（${size} MB）`,
        en: `taught on ${file.texts} texts, ${labels} labels; model in ${text.out} (${size} MB)`,
      }),
    );
    return 0;
  },
};

export const judgeCommands: readonly Command[] = [evaluate, teach];

/** The model to test: read, or taught now and packed and unpacked, so that the figures are those of what would be kept. */
async function modelOf({ text }: Given, terminal: Terminal): Promise<Result<Model>> {
  if (text.model !== undefined) return modelIn(text.model);
  if (text.train === undefined) return refuse({ code: 'nothing-to-learn' });
  const table = await readLabelledFile(text.train);
  if (!table.ok) return table;
  const rows = checkTeachable(table.value.rows);
  if (!rows.ok) return rows;
  tellBlank(table.value.blank, terminal);
  return unpack(taught(rows.value));
}

const taught = (rows: readonly Labelled[]): Artefact => pack(train(rows, { seed: SEED }));

async function modelIn(file: string): Promise<Result<Model>> {
  const text = await readText(file);
  if (!text.ok) return text;
  const model = unpack(artefactIn(text.value));
  return model.ok ? model : { ok: false, refusal: { ...model.refusal, file } as never };
}

function artefactIn(text: string): unknown {
  try {
    return (JSON.parse(text) as { artefact?: unknown } | null)?.artefact;
  } catch {
    return undefined;
  }
}

function wrong(refusal: { code: string }, { err }: Terminal): number {
  err(both(sayJudgementRefusal(refusal)));
  return 2;
}

function tellBlank(blank: number, { err }: Terminal) {
  if (blank > 0) err(both({ zh: `有 ${blank} 行缺 text 或 label，已跳过`, en: `${blank} lines without text or label were passed over` }));
}

function inOrder({ accuracy, macroF1, perClass, ece, coverageAt90, precisionAt90, n, classes }: Figures, textsPerSecond: number) {
  return { accuracy, macroF1, perClass, ece, coverageAt90, precisionAt90, textsPerSecond, n, classes };
}

function sayFigures(figures: Figures, textsPerSecond: number): string[] {
  const share = (value: number) => value.toFixed(4);
  const rows = Object.entries(figures.perClass).map(
    ([label, { precision, recall, f1, n }]) => `  ${share(f1)}  ${share(precision)}  ${share(recall)}  ${String(n).padStart(6)}  ${label}`,
  );
  return [
    `n ${figures.n}  classes ${figures.classes}`,
    `accuracy ${share(figures.accuracy)}  macroF1 ${share(figures.macroF1)}`,
    `ece ${share(figures.ece)}  (${both({ zh: `${ECE_BINS} 个等宽区间`, en: `${ECE_BINS} equal-width bins` })})`,
    `p ≥ .9: coverage ${share(figures.coverageAt90)}  precision ${share(figures.precisionAt90)}`,
    `${textsPerSecond} texts/s`,
    '  f1      precision recall     n  label',
    ...rows,
  ];
}
