import { useSyncExternalStore } from 'react';
import { readStored, writeStored } from '../words/stored.ts';

export type Surface = 'resident' | 'field' | 'desk';
/** How the page is drawn now. */
export type Appearance = { readonly shown: 'light' | 'dark'; readonly elder: boolean };

const THEME = 'guanjia.theme';
const ELDER = 'guanjia.elder';
const listeners = new Set<() => void>();
let appearance: Appearance = { shown: 'light', elder: false };

const darkSystem = () => matchMedia('(prefers-color-scheme: dark)');

/** The kept choice, else the system's. */
function shownNow(): 'light' | 'dark' {
  const kept = readStored(THEME);
  if (kept === 'light' || kept === 'dark') return kept;
  return darkSystem().matches ? 'dark' : 'light';
}

function apply(next: Appearance): void {
  appearance = next;
  const { dataset } = document.documentElement;
  // A phone in the field is read in full sun: its light theme is the one at 7:1.
  dataset.theme = next.shown === 'light' && dataset.surface === 'field' ? 'sun' : next.shown;
  if (next.elder) dataset.elder = 'yes';
  else delete dataset.elder;
  for (const listener of listeners) listener();
}

/** Applies the kept choices and follows the system where there is none; call it once, before the first paint. */
export function startTheme(surface: Surface): void {
  document.documentElement.dataset.surface = surface;
  apply({ shown: shownNow(), elder: surface === 'resident' && readStored(ELDER) === 'yes' });
  darkSystem().addEventListener('change', () => apply({ ...appearance, shown: shownNow() }));
}

/** Light to dark and back; answers what is shown now. */
export function switchTheme(): 'light' | 'dark' {
  const shown = appearance.shown === 'dark' ? 'light' : 'dark';
  writeStored(THEME, shown);
  apply({ ...appearance, shown });
  return shown;
}

/** Elder mode on and off; true when it is on now. */
export function switchElder(): boolean {
  const elder = !appearance.elder;
  writeStored(ELDER, elder ? 'yes' : 'no');
  apply({ ...appearance, elder });
  return elder;
}

/** Redraws its caller when the theme or elder mode changes. */
export function useAppearance(): Appearance {
  return useSyncExternalStore(subscribe, () => appearance);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
