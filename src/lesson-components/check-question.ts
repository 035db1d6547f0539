import { recordCheck } from '#site/progress';
import { readStored, writeStored } from '#site/storage';

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
      writeStored(this.key, chosen);
      recordCheck(this.lesson, this.dataset.id ?? '', this.show(chosen));
      this.again.focus();
    });
    this.again.addEventListener('click', () => {
      this.reset();
      this.inputs[0]?.focus();
    });
    const kept = readStored(this.key, isAnswer, []).filter((i) => i >= 0 && i < this.inputs.length);
    if (kept.length > 0) this.show(kept);
    else this.update();
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

  private get answer() {
    return this.querySelector<HTMLButtonElement>('.answer')!;
  }

  private get again() {
    return this.querySelector<HTMLButtonElement>('.again')!;
  }

  private update() {
    this.answer.disabled = !this.inputs.some((input) => input.checked);
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
    this.answer.hidden = true;
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
    const proof = this.querySelector<HTMLElement>('.proof');
    if (proof) proof.hidden = !shown;
  }

  /** Forgets the answer. */
  reset() {
    delete this.dataset.state;
    writeStored(this.key, []);
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
    this.answer.hidden = false;
    this.again.hidden = true;
    this.querySelector('output')!.value = '';
    this.update();
  }
}

customElements.define('check-question', CheckQuestion);
