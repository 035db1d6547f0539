/**
 * The buffers of all typed arrays in a plain value, each once, so that it can be posted without copying.
 *
 * @param value objects, arrays, Maps are not looked into; depth is small, as in partial results
 */
export function transferablesOf(value: unknown, found = new Set<Transferable>()): Set<Transferable> {
  if (typeof value !== 'object' || value === null) return found;
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) found.add(value.buffer);
  } else if (value instanceof ArrayBuffer) found.add(value);
  else if (typeof ImageBitmap !== 'undefined' && value instanceof ImageBitmap) found.add(value);
  else for (const part of Object.values(value)) transferablesOf(part, found);
  return found;
}
