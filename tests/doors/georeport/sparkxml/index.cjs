// The Spark convention the client expects: the root falls away, and what GeoReport calls a list is a list.
const { XMLParser } = require('fast-xml-parser');

const lists = {
  services: 'service',
  attributes: 'attribute',
  values: 'value',
  endpoints: 'endpoint',
  formats: 'format',
  service_requests: 'request',
  errors: 'error',
};
const parser = new XMLParser({ ignoreDeclaration: true, parseTagValue: false, trimValues: false, htmlEntities: true });

function plain(name, node) {
  const item = lists[name];
  if (item) return node === '' || node === undefined ? [] : [node[item]].flat().map((each) => plain(item, each));
  if (typeof node !== 'object') return node;
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, plain(key, value)]));
}

exports.parseXml = (text) => {
  const [[root, node]] = Object.entries(parser.parse(text));
  return plain(root, node);
};
