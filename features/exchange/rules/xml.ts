/** A value as XML text or elements; arrays repeat their element's name. Enough for GeoReport, which has no attributes. */
export type Node = string | number | boolean | null | undefined | readonly Node[] | { readonly [name: string]: Node };

// A bare carriage return would be read back as a line feed (XML 1.0, 2.11).
const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;', '\r': '&#13;' };

/** XML 1.0 cannot hold most control characters in any form, so they are left out. */
function escape(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udfff]/gu, '')
    .replace(/[&<>"'\r]/g, (sign) => escapes[sign] ?? sign);
}

/** How a list's items are called inside their list. */
const itemNames: Record<string, string> = {
  attributes: 'attribute',
  values: 'value',
  endpoints: 'endpoint',
  formats: 'format',
  errors: 'error',
  services: 'service',
  service_requests: 'request',
  service_request_updates: 'request_update',
};

function inner(name: string, node: Node): string {
  if (node === null || node === undefined || node === '') return '';
  if (Array.isArray(node)) return node.map((item) => element(itemNames[name] ?? 'item', item as Node)).join('');
  if (typeof node === 'object')
    return Object.entries(node)
      .map(([key, value]) => element(key, value as Node))
      .join('');
  return escape(String(node));
}

function element(name: string, node: Node): string {
  const within = inner(name, node);
  return within === '' ? `<${name}/>` : `<${name}>${within}</${name}>`;
}

/** A whole document under one root, declared UTF-8. */
export function document(root: string, node: Node): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${element(root, node)}`;
}
