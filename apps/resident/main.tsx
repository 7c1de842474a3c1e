import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startTheme } from '../../ui/look/theme.ts';
import { LocaleProvider } from '../../ui/words/locale.tsx';
import { Resident } from './resident.tsx';
import './resident.css';

startTheme('resident');
const root = document.getElementById('root');
if (!root) throw new Error('the page has no root');
createRoot(root).render(
  <StrictMode>
    <LocaleProvider>
      <Resident path={location.pathname} />
    </LocaleProvider>
  </StrictMode>,
);
