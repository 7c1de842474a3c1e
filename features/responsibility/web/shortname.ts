/**
 * Two characters (or initials) that tell parties apart in a cell: what another name begins with too says nothing and is
 * left out, so that 福保环卫清运队 and 福保绿化养护队 become 环卫 and 绿化.
 */
export function shortNames(names: readonly string[], locale: 'zh' | 'en'): string[] {
  return names.map((name) => (locale === 'zh' ? tail(name, names).slice(0, 2) : initials(name)));
}

function tail(name: string, names: readonly string[]): string {
  for (let length = name.length - 2; length >= 1; length -= 1) {
    const alike = names.filter((other) => other !== name && other.startsWith(name.slice(0, length))).length;
    // One character alike may be chance (市容, 市政); of several names it is a prefix (区水务局, 区交通局, 区城管局).
    if (alike >= (length === 1 ? 2 : 1)) return name.slice(length);
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
