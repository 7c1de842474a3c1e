import type { Day, StreetId } from '../../../kernel/brand.ts';

/**
 * A case number a person can read aloud: street (last three digits of its code), day, serial, check digit:
 * `010-261123-0042-7`. Digits only, so that it survives a telephone in any dialect. The check digit is
 * ISO/IEC 7064 MOD 11,10: it catches every single wrong digit and nearly every swap of neighbours.
 */
export function caseNumber(street: StreetId, day: Day, serial: number): string {
  const head = `${street.slice(-3)}-${day.slice(2).replaceAll('-', '')}-${String(serial).padStart(4, '0')}`;
  return `${head}-${checkDigit(head)}`;
}

function checkDigit(text: string): number {
  let sum = 10;
  for (const digit of text.replace(/\D/g, '')) {
    sum = (sum + Number(digit)) % 10 || 10;
    sum = (sum * 2) % 11;
  }
  return (11 - sum) % 10;
}

/** The canonical form of a number somebody typed or said, or undefined when its check digit says it was misheard. */
export function readCaseNumber(said: string): string | undefined {
  const digits = said.normalize('NFKC').replace(/[\s\-—–_.]/g, '');
  if (!/^\d{14,18}$/.test(digits)) return undefined;
  const head = `${digits.slice(0, 3)}-${digits.slice(3, 9)}-${digits.slice(9, -1)}`;
  return checkDigit(head) === Number(digits.at(-1)) ? `${head}-${digits.at(-1)}` : undefined;
}
