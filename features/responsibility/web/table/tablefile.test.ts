import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textOf } from './tablefile.ts';

const bytes = (...list: number[]) => new Uint8Array(list).buffer;

for (const [says, file, text] of [
  ['UTF-8', bytes(0xe7, 0x8e, 0xaf, 0xe5, 0x8d, 0xab), '环卫'],
  ['what a Chinese Excel writes', bytes(0xbb, 0xb7, 0xce, 0xc0), '环卫'],
  ['bytes that are no text', bytes(0xff, 0xff, 0x00), null],
] as const)
  test(`a file's text is read from ${says}`, () => assert.equal(textOf(file), text));
