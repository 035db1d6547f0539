import { shuffle } from '#math/class-share';
import { lessonProgress, onProgressChange } from '#site/progress';
import { readStored, writeStored } from '#site/storage';
import { downloadText } from '#widgets/shared/download';
import { randomStream } from '#world/random';
import type { CheckQuestion } from './check-question.ts';
import { quizCsv, quizRecord, scoreWords } from './quiz-record.ts';

const isSeed = (value: unknown): value is number => Number.isInteger(value);

/** `<quiz-sheet>`: the score of a quiz, its order, what to read again, and its papers. */
class QuizSheet extends HTMLElement {
  connectedCallback() {
    const actions: Record<string, () => void> = {
      shuffle: () => this.arrange(1 + Math.floor(Math.random() * 0xffffffff)),
      retake: () => this.retake(),
      csv: () => downloadText(`${this.name}.csv`, 'text/csv', quizCsv(this.record())),
      json: () =>
        downloadText(`${this.name}.json`, 'application/json', `${JSON.stringify(this.record(), null, 2)}\n`),
      'print-questions': () => this.print('questions'),
      'print-answers': () => this.print('answers'),
    };
    for (const button of this.querySelectorAll<HTMLButtonElement>('[data-do]')) {
      button.addEventListener('click', () => actions[button.dataset.do ?? '']?.());
    }
    window.addEventListener('afterprint', () => this.removeAttribute('data-print'));
    onProgressChange(this.lesson, () => this.show());
    const seed = readStored(this.key, isSeed, 0);
    if (seed > 0) this.arrange(seed);
    this.show();
  }

  private get lesson() {
    return this.closest<HTMLElement>('[data-lesson]')?.dataset.lesson ?? '';
  }

  private get key() {
    return `quiz:${this.dataset.quiz}`;
  }

  private get name() {
    return `quiz-${this.dataset.quiz}`;
  }

  private get questions() {
    return [...this.querySelectorAll<HTMLElement>('[data-question]')];
  }

  private record() {
    const asked = this.questions.map(({ dataset }) => ({
      id: dataset.question ?? '',
      question: dataset.asked ?? '',
    }));
    return quizRecord(this.dataset.title ?? '', asked, lessonProgress(this.lesson).checks);
  }

  /** Puts questions and choices into the order that a seed gives; 0 is the order that they were written in. */
  private arrange(seed: number) {
    writeStored(this.key, seed);
    const random = randomStream(seed);
    const byNumber = (items: HTMLElement[], name: string) =>
      items.sort((a, b) => Number(a.dataset[name]) - Number(b.dataset[name]));
    const put = (items: HTMLElement[]) => {
      if (seed !== 0) shuffle(items, random);
      items[0]?.parentElement?.append(...items);
      return items;
    };
    for (const [i, item] of this.questions.entries()) item.dataset.number ??= String(i);
    const order = put(byNumber(this.questions, 'number'));
    for (const [i, item] of order.entries()) {
      const kind = item.querySelector('[data-kind]');
      if (kind) kind.textContent = `Question ${i + 1}`;
      const missed = this.querySelector(`[data-missed="${item.dataset.question}"] a`);
      if (missed) missed.textContent = `Question ${i + 1}`;
      put(byNumber([...item.querySelectorAll<HTMLElement>('[data-choice]')], 'choice'));
    }
    const list = this.querySelector('.review ul');
    for (const item of order) list?.append(list.querySelector(`[data-missed="${item.dataset.question}"]`)!);
  }

  private retake() {
    for (const check of this.querySelectorAll<CheckQuestion>('check-question')) check.reset();
    this.arrange(0);
    this.show();
    this.questions[0]?.querySelector('input')?.focus();
  }

  private print(what: 'questions' | 'answers') {
    this.dataset.print = what;
    window.print();
  }

  private show() {
    const record = this.record();
    const { checks } = lessonProgress(this.lesson);
    this.querySelector<HTMLOutputElement>('output[name="score"]')!.value = scoreWords(record);
    const over = record.answered === record.questions.length;
    this.querySelector<HTMLElement>('.review')!.hidden = !over;
    this.querySelector<HTMLOutputElement>('output[name="result"]')!.value = over
      ? `${record.right} of ${record.questions.length} right.`
      : '';
    for (const item of this.querySelectorAll<HTMLElement>('[data-missed]')) {
      item.hidden = checks[item.dataset.missed ?? ''] !== false;
    }
  }
}

customElements.define('quiz-sheet', QuizSheet);
