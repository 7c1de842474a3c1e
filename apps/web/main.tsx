import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { SignedIn } from '../../features/people/web/signin.tsx';
import { startTheme } from '../../ui/look/theme.ts';
import { LocaleProvider } from '../../ui/words/locale.tsx';
import { Desk } from './desk.tsx';
import './desk.css';

startTheme('desk');
const root = document.getElementById('root');
if (!root) throw new Error('the page has no root');
// Always: a browser that believes itself offline still asks, so that the screen can say what happened.
const queries = new QueryClient({
  defaultOptions: { queries: { staleTime: 5_000, retry: 1, networkMode: 'always', refetchOnWindowFocus: true } },
});
createRoot(root).render(
  <StrictMode>
    <LocaleProvider>
      <QueryClientProvider client={queries}>
        <SignedIn>{(me, { signOut }) => <Desk me={me} onSignOut={signOut} />}</SignedIn>
      </QueryClientProvider>
    </LocaleProvider>
  </StrictMode>,
);
