export const themes = ['light', 'dark'] as const;
export type Theme = (typeof themes)[number];
const KEY = 'guanjia.theme';

/** Applies the kept theme, else the system's; call it before the first paint. */
export function startTheme(surface: 'resident' | 'field' | 'desk') {
  const root = document.documentElement;
  root.dataset.surface = surface;
  const kept = localStorage.getItem(KEY);
  const dark = kept ? kept === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset.theme = dark ? 'dark' : 'light';
  if (localStorage.getItem('guanjia.elder') && surface === 'resident') root.dataset.elder = 'yes';
}

export function switchTheme(): Theme {
  const root = document.documentElement;
  const next = root.dataset.theme === 'dark' ? 'light' : 'dark';
  root.dataset.theme = next;
  localStorage.setItem(KEY, next);
  return next;
}

export function switchElder(): boolean {
  const root = document.documentElement;
  const on = root.dataset.elder === undefined;
  if (on) root.dataset.elder = 'yes';
  else delete root.dataset.elder;
  if (on) localStorage.setItem('guanjia.elder', 'yes');
  else localStorage.removeItem('guanjia.elder');
  return on;
}
