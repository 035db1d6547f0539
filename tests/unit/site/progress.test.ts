import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

/** A page with storage, as far as progress needs one. */
function page(storage: Record<string, string> = {}, refuses = false) {
  vi.resetModules();
  const document = new EventTarget();
  vi.stubGlobal('document', document);
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => storage[key] ?? null,
    setItem: (key: string, value: string) => {
      if (refuses) throw new Error('refused');
      storage[key] = value;
    },
  });
  return storage;
}

describe('progress', () => {
  beforeEach(() => void page());
  afterEach(() => vi.unstubAllGlobals());

  it('keeps what was read and answered, a lesson apart from another', async () => {
    const { lessonProgress, markRead, recordCheck } = await import('#site/progress');
    markRead('01-a', true);
    recordCheck('01-a', 'q1', true);
    recordCheck('02-b', 'q1', false);
    expect(lessonProgress('01-a')).toMatchObject({ read: true, checks: { q1: true } });
    expect(lessonProgress('02-b')).toMatchObject({ read: false, checks: { q1: false } });
    expect(Date.parse(lessonProgress('01-a').changed ?? '')).not.toBeNaN();
  });

  it('forgets an answer that is tried again', async () => {
    const { lessonProgress, recordCheck } = await import('#site/progress');
    recordCheck('01-a', 'q1', false);
    recordCheck('01-a', 'q1', undefined);
    expect(lessonProgress('01-a').checks).toEqual({});
  });

  it('starts anew from storage that holds something else', async () => {
    page({ 'convnets:progress': '{"01-a": "done"}' });
    const { lessonProgress } = await import('#site/progress');
    expect(lessonProgress('01-a')).toEqual({ read: false, checks: {} });
  });

  it('leaves out what was tampered with, and keeps the rest', async () => {
    page({
      'convnets:progress':
        '{"01-a":{"read":true,"checks":{"q1":"yes","q2":false},"changed":"never"},"02-b":{"read":1,"checks":{}},"03-c":null}',
    });
    const { courseProgress, lessonProgress } = await import('#site/progress');
    expect(courseProgress()).toEqual({ '01-a': { read: true, checks: { q2: false } } });
    expect(lessonProgress('toString')).toEqual({ read: false, checks: {} });
  });

  it('lives in memory where storage is refused', async () => {
    page({}, true);
    const { lessonProgress, markRead } = await import('#site/progress');
    markRead('01-a', true);
    expect(lessonProgress('01-a').read).toBe(true);
  });

  it('tells who listens, until they stop', async () => {
    const { markRead, onProgressChange } = await import('#site/progress');
    const hear = vi.fn();
    const stop = onProgressChange('01-a', hear);
    markRead('01-a', true);
    markRead('02-b', true);
    stop();
    markRead('01-a', false);
    expect(hear).toHaveBeenCalledTimes(1);
  });

  it('tells who listens to the whole course, and everybody when all of it changes', async () => {
    const { markRead, onProgressChange, replaceProgress } = await import('#site/progress');
    const hearAll = vi.fn();
    const hearOne = vi.fn();
    onProgressChange(null, hearAll);
    onProgressChange('01-a', hearOne);
    markRead('02-b', true);
    replaceProgress({});
    expect(hearAll).toHaveBeenCalledTimes(2);
    expect(hearOne).toHaveBeenCalledTimes(1);
  });

  it('says it in words, counting only checks that still stand in the lesson', async () => {
    const { progressWords } = await import('#site/progress');
    expect(progressWords({ read: false, checks: {} }, ['a'])).toBe('');
    expect(progressWords({ read: true, checks: {} }, ['a'])).toBe('Read');
    expect(progressWords({ read: true, checks: { a: true, b: false, gone: true } }, ['a', 'b'])).toBe(
      'Read · 1 of 2 checks right',
    );
    expect(progressWords({ read: false, checks: { a: true } }, ['a'], 'question')).toBe(
      '1 of 1 question right',
    );
  });
});
