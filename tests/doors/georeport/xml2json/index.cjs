const { XMLParser } = require('fast-xml-parser');

const parser = new XMLParser({ ignoreDeclaration: true, parseTagValue: false, trimValues: false, htmlEntities: true });

exports.toJson = (text) => parser.parse(text);
