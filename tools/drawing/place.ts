/** The paper with what stands between `<!-- drawn: name -->` and `<!-- /drawn -->` replaced; undefined when it has no such place. */
export function placeDrawn(paper: string, name: string, drawn: string): string | undefined {
  const opens = `<!-- drawn: ${name} -->`;
  const from = paper.indexOf(opens);
  const until = paper.indexOf('<!-- /drawn -->', from);
  if (from < 0 || until < 0) return undefined;
  return `${paper.slice(0, from + opens.length)}\n${drawn}\n${paper.slice(until)}`;
}
