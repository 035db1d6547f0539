import { shuffle } from '#math/class-share';
import { lessonProgress, onProgressChange } from '#site/progress';
import { readStored, writeStored } from '#site/storage';
import { seed } from '#site/view-options';
import { downloadText } from '#widgets/shared/download';
import { randomStream } from '#world/random';
import type { CheckQuestion } from './check-question.ts';
import { quizCsv, quizRecord, scoreWords } from './quiz-record.ts';

/** Small enough to be read out: two papers with one number have one order. */
const MOST_ORDERS = 9999;
const isSeed = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 0;

/** `<quiz-sheet>`: the score of a quiz, its order, what to read again, and its papers. */
class QuizSheet extends HTMLElement {
  /** The answers before they were wiped, and the order. */
  private wiped: { chosen: Map<CheckQuestion, number[]>; seed: number } | null = null;

  connectedCallback() {
    const actions: Record<string, () => void> = {
      shuffle: () => this.arrange(1 + Math.floor(Math.random() * MOST_ORDERS)),
      'as-written': () => this.arrange(0),
      retake: () => this.retake(),
      undo: () => this.undo(),
      csv: () => downloadText(`${this.name}.csv`, 'text/csv', quizCsv(this.record())),
      json: () =>
        downloadText(`${this.name}.json`, 'application/json', `${JSON.stringify(this.record(), null, 2)}\n`),
      'print-questions': () => this.print('questions'),
      'print-answers': () => this.print('answers'),
    };
    for (const button of this.querySelectorAll<HTMLButtonElement>('[data-do]')) {
      button.addEventListener('click', () => actions[button.dataset.do ?? '']?.());
    }
    window.addEventListener('afterprint', () => this.removeAttribute('data-printing'));
    onProgressChange(this.lesson, () => this.show());
    const wanted = new URLSearchParams(location.search).get('quiz.seed');
    const order = (wanted === null ? null : seed(0).parse(wanted)) ?? this.seed;
    if (order > 0) this.arrange(order);
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

  private get seed() {
    return readStored(this.key, isSeed, 0);
  }

  private get questions() {
    return [...this.querySelectorAll<HTMLElement>('[data-question]')];
  }

  private get checks() {
    return [...this.querySelectorAll<CheckQuestion>('check-question')];
  }

  private button(action: string) {
    return this.querySelector<HTMLButtonElement>(`[data-do="${action}"]`)!;
  }

  private say(words: string) {
    this.querySelector('.said')!.textContent = words;
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
      put(byNumber([...item.querySelectorAll<HTMLElement>('form [data-choice]')], 'choice'));
    }
    const list = this.querySelector('.review ul');
    for (const item of order) list?.append(list.querySelector(`[data-missed="${item.dataset.question}"]`)!);
    this.button('as-written').hidden = seed === 0;
    this.say(
      seed === 0
        ? 'Questions and choices stand as they were written.'
        : `Order ${seed} of questions and choices.`,
    );
  }

  private retake() {
    this.wiped = { chosen: new Map(this.checks.map((check) => [check, check.kept])), seed: this.seed };
    for (const check of this.checks) check.reset();
    this.show();
    this.say('Your answers are wiped.');
    this.button('undo').hidden = false;
  }

  private undo() {
    if (!this.wiped) return;
    const { chosen, seed } = this.wiped;
    this.wiped = null;
    this.arrange(seed);
    for (const [check, answer] of chosen) check.answerWith(answer);
    this.say('Your answers are back.');
    this.button('retake').focus();
    this.button('undo').hidden = true;
  }

  private print(what: 'questions' | 'answers') {
    this.dataset.printing = what;
    window.print();
  }

  private show() {
    const record = this.record();
    const { checks } = lessonProgress(this.lesson);
    this.querySelector<HTMLOutputElement>('output[name="score"]')!.value = scoreWords(record);
    const missed = record.answered - record.right;
    const over = record.answered === record.questions.length;
    this.querySelector<HTMLElement>('.review')!.hidden = !over && missed === 0;
    this.querySelector<HTMLOutputElement>('output[name="result"]')!.value = over
      ? `${record.right} of ${record.questions.length} right.${missed === 0 ? ' There is nothing to read again.' : ''}`
      : scoreWords(record);
    for (const item of this.querySelectorAll<HTMLElement>('[data-missed]')) {
      item.hidden = checks[item.dataset.missed ?? ''] !== false;
    }
  }
}

customElements.define('quiz-sheet', QuizSheet);
