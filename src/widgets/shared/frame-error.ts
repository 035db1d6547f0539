import { AssetError } from '#site/asset';
import { ExperimentError } from '#worker/client';

/** What WidgetFrame shows when something went wrong: what happened, what the reader can do, whether to offer Retry. */
export interface FrameError {
  message: string;
  advice: string;
  retry: boolean;
  /** What kind of thing went wrong, where a widget answers to it. */
  code?: string;
}

const ADVICE: Record<string, string> = {
  'missing-asset': 'Reload the page; if that does not help, this copy of the site is incomplete.',
  'corrupt-asset': 'Try again; if that does not help, this copy of the site is damaged.',
  offline: 'Check the connection, then try again.',
  'no-backend': 'The shipped results on this page stay readable without it.',
  'context-lost': 'Close other pages that use much graphics, then try again.',
  'worker-died': 'Try again: it starts afresh.',
  'out-of-memory': 'Choose a smaller size, or close other pages and try again.',
  'bad-input': 'Change the setting or the picture.',
  failed: 'Try again, or reload the page.',
};

/** Turns anything that was thrown into what the frame shows. */
export function frameError(error: unknown): FrameError {
  if (error instanceof ExperimentError) {
    const { message, code, retry } = error;
    return { message, advice: ADVICE[code] ?? '', retry, code };
  }
  if (error instanceof AssetError) {
    return { message: error.message, advice: ADVICE[error.code] ?? '', retry: true };
  }
  console.error(error);
  const reason = error instanceof Error ? error.message : String(error);
  return { message: `Something unexpected went wrong: ${reason}`, advice: ADVICE.failed!, retry: true };
}
