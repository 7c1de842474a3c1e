/**
 * Two characters (or initials) that tell parties apart in a cell: what another name begins with too says nothing and is
 * left out, so that 福保环卫清运队 and 福保绿化养护队 become 环卫 and 绿化.
 */
export function shortNames(names: readonly string[], locale: 'zh' | 'en'): string[] {
  return names.map((name) => (locale === 'zh' ? tail(name, names).slice(0, 2) : initials(name)));
}

function tail(name: string, names: readonly string[]): string {
  for (let length = name.length - 2; length >= 2; length -= 1) {
    const start = name.slice(0, length);
    if (names.some((other) => other !== name && other.startsWith(start))) return name.slice(length);
  }
  return name;
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^[A-Z]/.test(word));
  return words.length > 1
    ? words
        .slice(0, 3)
        .map((word) => word[0])
        .join('')
    : name.slice(0, 3);
}
