/** A choice kept on this device. Private tabs and some web views refuse storage: then the choice lasts as long as the page. */
export function readStored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function writeStored(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Nothing is lost that the person typed; they choose again next time.
  }
}
