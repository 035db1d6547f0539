import { courseRecord, isBegun, nextLesson, type OutlineLesson, recordWords } from '#site/course-record';
import { courseProgress, onProgressChange } from '#site/progress';

/** `<go-on>`: the button that begins the course leads on to where the reader is. */
class GoOn extends HTMLElement {
  private begin = '';

  connectedCallback() {
    this.begin = this.button.textContent.trim();
    this.show();
    onProgressChange(null, () => this.show());
  }

  private get button() {
    return this.querySelector<HTMLAnchorElement>('.begin')!;
  }

  private show() {
    const lessons: (OutlineLesson & { href: string })[] = JSON.parse(this.dataset.lessons ?? '[]');
    const record = courseRecord(lessons, courseProgress());
    const stand = this.querySelector('.stand')!;
    const next = isBegun(record) ? nextLesson(record) : (record.lessons[0] ?? null);
    stand.textContent = isBegun(record) ? recordWords(record) : 'Your progress';
    const lesson = lessons.find(({ id }) => id === next?.id);
    if (lesson) this.button.href = lesson.href;
    if (!isBegun(record)) this.button.textContent = this.begin;
    else if (lesson) this.button.textContent = `Go on with lesson ${lesson.number}`;
    else this.button.textContent = `All ${lessons.length} lessons read`;
    this.button.title = isBegun(record) && lesson ? lesson.title : '';
  }
}

customElements.define('go-on', GoOn);
