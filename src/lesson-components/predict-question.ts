import { readStored, writeStored } from '#site/storage';

const SKIPPED = -1;
const isAnswer = (value: unknown): value is number | null => value === null || Number.isInteger(value);

/** `<predict-question>`: the reader commits to an answer before the figure is shown; kept on this device. */
class PredictQuestion extends HTMLElement {
  connectedCallback() {
    const answer = readStored<number | null>(this.key, isAnswer, null);
    this.addEventListener('change', () => this.update());
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      const chosen = this.inputs.findIndex((input) => input.checked);
      if (chosen >= 0) this.commit(chosen);
    });
    this.button('skip').addEventListener('click', () => this.commit(SKIPPED));
    this.button('again').addEventListener('click', () => this.reset());
    if (answer !== null && answer < this.inputs.length) this.show(answer);
    else this.update();
  }

  private get key() {
    const lesson = this.closest<HTMLElement>('[data-lesson]')?.dataset.lesson ?? '';
    return `predict:${lesson}:${this.dataset.id}`;
  }

  private get form() {
    return this.querySelector('form')!;
  }

  private get inputs() {
    return [...this.form.querySelectorAll<HTMLInputElement>('input')];
  }

  private button(name: 'commit' | 'skip' | 'again') {
    return this.querySelector<HTMLButtonElement>(`.${name}`)!;
  }

  private update() {
    this.button('commit').disabled = !this.inputs.some((input) => input.checked);
  }

  private commit(answer: number) {
    writeStored(this.key, answer);
    this.show(answer);
    this.button('again').focus();
  }

  private show(answer: number) {
    for (const [i, input] of this.inputs.entries()) {
      input.checked = i === answer;
      input.disabled = true;
    }
    this.button('commit').hidden = true;
    this.button('skip').hidden = true;
    this.button('again').hidden = false;
    this.querySelector('output')!.value =
      answer === SKIPPED ? 'Shown without a guess.' : 'Your guess is kept. See below.';
    this.querySelector('details')!.open = true;
  }

  private reset() {
    writeStored(this.key, null);
    for (const input of this.inputs) {
      input.checked = false;
      input.disabled = false;
    }
    for (const name of ['commit', 'skip'] as const) this.button(name).hidden = false;
    this.button('again').hidden = true;
    this.querySelector('output')!.value = '';
    this.querySelector('details')!.open = false;
    this.update();
    this.inputs[0]?.focus();
  }
}

customElements.define('predict-question', PredictQuestion);
