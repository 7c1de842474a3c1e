// GB 18030 reads all of GBK; a byte that is neither becomes the replacement sign instead of an error.
const decoder = new TextDecoder('gbk');

export function readText(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}
