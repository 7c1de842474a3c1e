import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { SignedIn } from '../../features/people/web/signin.tsx';
import { startTheme } from '../../ui/look/theme.ts';
import { LocaleProvider } from '../../ui/words/locale.tsx';
import { Field } from './field.tsx';
import { keepShell } from './shell.ts';
import { StillHere } from './stillhere.tsx';
import './field.css';

startTheme('field');
keepShell();
const root = document.getElementById('root');
if (!root) throw new Error('the page has no root');
// Always: a browser that believes itself offline still asks, so that the screen can say what happened.
const queries = new QueryClient({
  // What the phone took along stays for as long as the page does.
  defaultOptions: { queries: { staleTime: 5_000, gcTime: Number.POSITIVE_INFINITY, retry: 1, networkMode: 'always' } },
});
createRoot(root).render(
  <StrictMode>
    <LocaleProvider>
      <QueryClientProvider client={queries}>
        <SignedIn remembers notice={<StillHere />}>
          {(me, act) => <Field key={me.id} me={me} {...act} />}
        </SignedIn>
      </QueryClientProvider>
    </LocaleProvider>
  </StrictMode>,
);
