import { createContext } from 'react';
import type { CaseRow, CaseView } from '../../rules/view.ts';

/** What a device knows beyond the server's answer: words said here that are still on their way. The desk knows nothing more. */
export type Ahead = { readonly view: (view: CaseView) => CaseView; readonly row: (row: CaseRow) => CaseRow };

export const AheadContext = createContext<Ahead>({ view: (view) => view, row: (row) => row });
