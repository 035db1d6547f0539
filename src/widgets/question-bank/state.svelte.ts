import { bankQuestion } from '#math/question-bank/bank';
import type { Options } from '#site/page-bus';
import { applyRequest } from '#site/request-options';
import { defaultOptions } from '#site/view-options';
import { randomStream } from '#world/random';
import { type QuestionBankOptions, SPECS } from './options.ts';

const MOST_SEED = 0xffffffff;

/** The question that a seed gives; seeds that are neighbours give questions that are not alike. */
export function questionOf(kind: QuestionBankOptions['kind'], seed: number) {
  const random = randomStream(seed);
  return bankQuestion(kind, randomStream(Math.floor(random() * MOST_SEED)));
}

/** The question that stands there, what is marked and answered, and how many were right. */
export class QuestionBankState {
  options = $state.raw<QuestionBankOptions>(defaultOptions(SPECS));
  marked = $state<number | null>(null);
  answered = $state(false);
  asked = $state(0);
  right = $state(0);

  readonly question = $derived(questionOf(this.options.kind, this.options.seed));
  readonly isRight = $derived(
    this.answered && this.marked !== null && this.question.choices[this.marked]!.correct,
  );
  readonly sheet = $derived(
    Array.from({ length: this.options.sheet }, (_, i) =>
      questionOf(this.options.kind, (this.options.seed + i) % (MOST_SEED + 1)),
    ),
  );

  request(request: Options): void {
    const before = this.options;
    this.options = applyRequest(SPECS, this.options, request);
    if (before.kind !== this.options.kind || before.seed !== this.options.seed) {
      this.marked = null;
      this.answered = false;
    }
  }

  answer(): void {
    if (this.marked === null || this.answered) return;
    this.answered = true;
    this.asked += 1;
    if (this.question.choices[this.marked]!.correct) this.right += 1;
  }

  next(): void {
    this.request({ seed: this.options.seed === MOST_SEED ? 0 : this.options.seed + 1 });
  }
}
