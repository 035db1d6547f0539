import { recordCheck } from '#site/progress';
import { readStored, removeStored, writeStored } from '#site/storage';

const isAnswer = (value: unknown): value is number[] => Array.isArray(value) && value.every(Number.isInteger);

/**
 * `<check-question>`: an inline question with the reason for every choice; kept on this device. A choice keeps its
 * number, `data-choice`, wherever it stands in the list.
 */
export class CheckQuestion extends HTMLElement {
  connectedCallback() {
    this.addEventListener('change', () => this.update());
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      const chosen = this.inputs.flatMap((input) => (input.checked ? [Number(input.value)] : []));
      if (chosen.length === 0) return;
      this.answerWith(chosen);
      this.again.focus();
    });
    this.again.addEventListener('click', () => {
      this.reset();
      this.inputs[0]?.focus();
    });
    const kept = this.kept;
    if (kept.length > 0) this.show(kept);
    else this.update();
  }

  /** The numbers of the choices of the kept answer; none when there is none. */
  get kept(): number[] {
    return readStored(this.key, isAnswer, []).filter((i) => i >= 0 && i < this.inputs.length);
  }

  /** Answers, as if these choices had been marked; none forgets the answer. */
  answerWith(chosen: readonly number[]) {
    if (chosen.length === 0) return this.reset();
    writeStored(this.key, chosen);
    recordCheck(this.lesson, this.dataset.id ?? '', this.show(chosen));
  }

  private get lesson() {
    return this.closest<HTMLElement>('[data-lesson]')?.dataset.lesson ?? '';
  }

  private get key() {
    return `check:${this.lesson}:${this.dataset.id}`;
  }

  private get form() {
    return this.querySelector('form')!;
  }

  private get choices() {
    return [...this.form.querySelectorAll<HTMLElement>('.choices > li')];
  }

  private get inputs() {
    return [...this.form.querySelectorAll<HTMLInputElement>('input')];
  }

  private get answerButton() {
    return this.querySelector<HTMLButtonElement>('.answer')!;
  }

  private get again() {
    return this.querySelector<HTMLButtonElement>('.again')!;
  }

  private update() {
    this.answerButton.disabled = !this.inputs.some((input) => input.checked);
  }

  /** @returns whether the answer is right */
  private show(chosen: readonly number[]): boolean {
    let right = true;
    for (const choice of this.choices) {
      const isChosen = chosen.includes(Number(choice.dataset.choice));
      if (isChosen !== (choice.dataset.correct === 'true')) right = false;
      choice.toggleAttribute('data-chosen', isChosen);
      this.tell(choice, true);
      const input = choice.querySelector('input');
      if (input) {
        input.checked = isChosen;
        input.disabled = true;
      }
    }
    this.dataset.state = right ? 'right' : 'wrong';
    this.answerButton.hidden = true;
    this.again.hidden = false;
    this.querySelector('output')!.value = right ? 'That is right.' : 'Not quite: see the reasons above.';
    return right;
  }

  private tell(choice: HTMLElement, shown: boolean) {
    const why = choice.querySelector<HTMLElement>('.why');
    if (!why) return;
    why.hidden = !shown;
    const input = choice.querySelector('input');
    if (shown) input?.setAttribute('aria-describedby', why.id);
    else input?.removeAttribute('aria-describedby');
    const proof = this.querySelector<HTMLElement>('form .proof');
    if (proof) proof.hidden = !shown;
  }

  /** Forgets the answer. */
  reset() {
    delete this.dataset.state;
    removeStored(this.key);
    recordCheck(this.lesson, this.dataset.id ?? '', undefined);
    for (const choice of this.choices) {
      choice.removeAttribute('data-chosen');
      this.tell(choice, false);
      const input = choice.querySelector('input');
      if (input) {
        input.checked = false;
        input.disabled = false;
      }
    }
    this.answerButton.hidden = false;
    this.again.hidden = true;
    this.querySelector('output')!.value = '';
    this.update();
  }
}

customElements.define('check-question', CheckQuestion);
