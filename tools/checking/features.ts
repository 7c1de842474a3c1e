import type { Project } from './files.ts';

const headings = ['## Owns', '## Front door', '## Surprises'];
const where = '## 5. Where truth lives';

/** Every feature says on one page what it is, and stands in the architecture where truth lives. */
export function untoldFeatures({ paths, has, read }: Project): string[] {
  const features = [...new Set(paths.flatMap((path) => /^features\/([^/]+)\//.exec(path)?.[1] ?? []))];
  const [, after = ''] = read('ARCHITECTURE.md').split(where);
  const [part = ''] = after.split('\n## ');
  return features.flatMap((feature) => {
    const paper = `features/${feature}/README.md`;
    if (!has(paper)) return [`features/${feature}: has no README.md`];
    const text = read(paper);
    return [
      ...headings.filter((heading) => !text.includes(`\n${heading}\n`)).map((heading) => `${paper}: has no "${heading}"`),
      ...(part.includes(`(${paper})`) ? [] : [`ARCHITECTURE.md: ${feature} is missing from "${where}"`]),
    ];
  });
}
