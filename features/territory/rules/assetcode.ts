// Digits and capitals without I, L, O (read as 1, 1, 0), U and Z. Thirty-one on purpose: a prime, so that a weighted sum
// modulo it catches every wrong character and every swap of neighbours. A 32-letter alphabet would miss some.
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXY';
const LENGTH = 5;

/** How many codes there are: 31⁵. */
export const assetCodes = ALPHABET.length ** LENGTH;

function checkCharacter(body: string): string {
  const sum = [...body].reduce((total, character, at) => total + ALPHABET.indexOf(character) * (at + 2), 0);
  // The check character itself weighs 1, so the whole code sums to zero.
  return ALPHABET.charAt((ALPHABET.length - (sum % ALPHABET.length)) % ALPHABET.length);
}

/** The code printed under the QR of the n-th thing of a world: five characters and a check character. Throws outside 0 ≤ n < 31⁵. */
export function assetCode(n: number): string {
  if (!Number.isInteger(n) || n < 0 || n >= assetCodes) throw new RangeError(`no asset code for ${n}`);
  let body = '';
  for (let rest = n, at = 0; at < LENGTH; at += 1, rest = Math.floor(rest / ALPHABET.length)) {
    body = ALPHABET.charAt(rest % ALPHABET.length) + body;
  }
  return body + checkCharacter(body);
}

/** What somebody typed or scanned, as the code it means; undefined when it cannot be one. Forgives case, spaces, hyphens, full width, O, I, L and Z. */
export function checkAssetCode(text: string): string | undefined {
  const code = text.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1').replace(/Z/g, '2');
  if (code.length !== LENGTH + 1 || [...code].some((character) => !ALPHABET.includes(character))) return undefined;
  return checkCharacter(code.slice(0, LENGTH)) === code.charAt(LENGTH) ? code : undefined;
}
