/** What the log keeps of a request and of a failure. Personal data stays out: no query, no headers, no address, no follow link. */
export function quietRequest({ method, url }: { method: string; url: string }) {
  return { method, path: url.split('?')[0]?.replace(/\/(f|follow)\/[^/]+/, '/$1/…') };
}

/** PostgreSQL's `detail`, `where` and `hint` quote the row that failed, telephone number and all; who mends it needs none of them. */
export function quietError(error: Error & Partial<Record<'code' | 'constraint' | 'table', string | undefined>>) {
  const { name: type, message, stack = '', code, constraint, table } = error;
  return { type, message, stack, code, ...(constraint ? { constraint } : {}), ...(table ? { table } : {}) };
}
