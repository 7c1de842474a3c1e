import { useSyncExternalStore } from 'react';
import { readStored, writeStored } from '../words/stored.ts';

/** `system` follows the device; `sun` is light at 7:1 for a phone outdoors. */
export const themes = ['system', 'light', 'dark', 'sun'] as const;
export type Theme = (typeof themes)[number];
export const elderSizes = ['off', 'large', 'largest'] as const;
export type ElderSize = (typeof elderSizes)[number];
/** What was chosen, and whether the page is drawn dark or light because of it. */
export type Appearance = { readonly theme: Theme; readonly shown: 'light' | 'dark'; readonly elder: ElderSize };

const THEME = 'guanjia.theme';
const ELDER = 'guanjia.elder';
const listeners = new Set<() => void>();
let appearance: Appearance = { theme: 'system', shown: 'light', elder: 'off' };

function isOf<T extends string>(list: readonly T[], said: string | null): said is T {
  return list.some((each) => each === said);
}

function apply(theme: Theme, elder: ElderSize): void {
  const shown = theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches) ? 'dark' : 'light';
  appearance = { theme, shown, elder };
  const { dataset } = document.documentElement;
  dataset.theme = theme === 'sun' ? 'sun' : shown;
  if (elder === 'off') delete dataset.elder;
  else dataset.elder = elder;
  for (const listener of listeners) listener();
}

/** Applies the kept choices, else the system's; call it once, before the first paint. */
export function startTheme(surface: 'resident' | 'field' | 'desk'): void {
  document.documentElement.dataset.surface = surface;
  const theme = readStored(THEME);
  const elder = surface === 'resident' ? readStored(ELDER) : null;
  apply(isOf(themes, theme) ? theme : 'system', isOf(elderSizes, elder) ? elder : 'off');
  const system = matchMedia('(prefers-color-scheme: dark)');
  system.addEventListener('change', () => apply(appearance.theme, appearance.elder));
}

export function chooseTheme(theme: Theme): void {
  writeStored(THEME, theme);
  apply(theme, appearance.elder);
}

export function chooseElder(elder: ElderSize): void {
  writeStored(ELDER, elder);
  apply(appearance.theme, elder);
}

/** Light to dark and back, for a single button. */
export function switchTheme(): 'light' | 'dark' {
  chooseTheme(appearance.shown === 'dark' ? 'light' : 'dark');
  return appearance.shown;
}

/** Elder mode on and off, for a single button; true when it is on now. */
export function switchElder(): boolean {
  chooseElder(appearance.elder === 'off' ? 'large' : 'off');
  return appearance.elder !== 'off';
}

/** Redraws its caller when the theme or the elder size changes. */
export function useAppearance(): Appearance {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => appearance,
  );
}
