import { lessonProgress, markRead, onProgressChange, progressWords } from '#site/progress';

/** What both elements know of their lesson: `data-for` is its id, `data-checks` the ids of its checks, `data-noun` what one is
 * called. */
abstract class ProgressElement extends HTMLElement {
  connectedCallback() {
    this.start();
    this.show();
    onProgressChange(this.lesson, () => this.show());
  }

  protected get lesson() {
    return this.dataset.for ?? '';
  }

  protected get words() {
    const checks = this.dataset.checks?.split(' ').filter(Boolean) ?? [];
    return progressWords(lessonProgress(this.lesson), checks, this.dataset.noun);
  }

  protected start() {}
  protected abstract show(): void;
}

/** `<mark-read>`: a button at the end of a lesson, and how the reader stands. */
class MarkRead extends ProgressElement {
  protected override start() {
    this.querySelector('button')?.addEventListener('click', () => {
      markRead(this.lesson, !lessonProgress(this.lesson).read);
    });
  }

  protected show() {
    const { read } = lessonProgress(this.lesson);
    const button = this.querySelector('button');
    button?.setAttribute('aria-pressed', String(read));
    if (button) button.textContent = read ? 'Marked as read' : 'Mark as read';
    const output = this.querySelector('output');
    if (output) output.value = this.words.replace(/^Read( · )?/, '');
  }
}

/** `<lesson-progress>`: how the reader stands, in the list of lessons. */
class LessonProgressWords extends ProgressElement {
  protected show() {
    this.textContent = this.words;
  }
}

customElements.define('mark-read', MarkRead);
customElements.define('lesson-progress', LessonProgressWords);
