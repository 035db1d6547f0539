import type { VFile } from 'vfile';

/**
 * Stops the build at a formula that KaTeX cannot set: rehype-katex only notes it on the file and prints the
 * source in red.
 *
 * @throws Error with file, line, column and KaTeX's reason of every such formula
 */
export function failOnMathErrors() {
  return (_tree: unknown, file: VFile) => {
    const errors = file.messages.filter((message) => message.source === 'rehype-katex');
    if (errors.length === 0) return;
    const lines = errors.map((message) => {
      const cause = message.cause instanceof Error ? ` (${message.cause.message})` : '';
      return `${file.path ?? 'unknown file'}:${message.line ?? '?'}:${message.column ?? '?'} ${message.reason}${cause}`;
    });
    throw new Error(`A formula cannot be set:\n${lines.join('\n')}`);
  };
}
