import { courseRecord, type OutlineLesson, recordWords } from '#site/course-record';
import { bringBack, keptProgress, restoreAnswers, type Snapshot, wipeAnswers } from '#site/kept-answers';
import { courseProgress, onProgressChange } from '#site/progress';
import { progressCsv, progressJson, readProgressFile } from '#site/progress-file';
import { downloadText } from '#widgets/shared/download';

const LARGEST = 1_000_000;
const NAME = 'convnets-progress';

/** `<progress-table>`: how the reader stands, lesson by lesson; its files; wiping with undo. */
class ProgressTable extends HTMLElement {
  private wiped: Snapshot | null = null;

  connectedCallback() {
    const actions: Record<string, () => void> = {
      csv: () => downloadText(`${NAME}.csv`, 'text/csv', progressCsv(this.record)),
      json: () =>
        downloadText(
          `${NAME}.json`,
          'application/json',
          progressJson(this.outline, keptProgress(), new Date()),
        ),
      print: () => window.print(),
      wipe: () => this.replace(wipeAnswers, 'Your progress is wiped.'),
      undo: () => this.undo(),
    };
    for (const button of this.querySelectorAll<HTMLButtonElement>('[data-do]')) {
      button.addEventListener('click', () => actions[button.dataset.do ?? '']?.());
    }
    const file = this.querySelector<HTMLInputElement>('input[type=file]')!;
    file.addEventListener('change', () => {
      const [chosen] = file.files ?? [];
      if (chosen) void this.bring(chosen);
      file.value = '';
    });
    this.show();
    onProgressChange(null, () => this.show());
  }

  private get outline(): OutlineLesson[] {
    return JSON.parse(this.dataset.lessons ?? '[]');
  }

  private get record() {
    return courseRecord(this.outline, courseProgress());
  }

  private get undoButton() {
    return this.querySelector<HTMLButtonElement>('[data-do="undo"]')!;
  }

  private say(words: string) {
    this.querySelector('.said')!.textContent = words;
  }

  private replace(change: () => Snapshot, words: string) {
    this.wiped = change();
    this.undoButton.hidden = false;
    this.say(words);
  }

  private undo() {
    if (!this.wiped) return;
    restoreAnswers(this.wiped);
    this.wiped = null;
    this.say('All is as it was.');
    this.querySelector<HTMLButtonElement>('[data-do="wipe"]')?.focus();
    this.undoButton.hidden = true;
  }

  private async bring(file: File) {
    try {
      if (file.size > LARGEST) throw new Error('A progress file is much smaller than that.');
      const kept = readProgressFile(await file.text());
      const words = `${file.name} is brought back: ${recordWords(courseRecord(this.outline, kept.progress))}.`;
      this.replace(() => {
        const before = wipeAnswers();
        bringBack(kept);
        return before;
      }, words);
    } catch (error) {
      this.say(`${file.name}: ${(error as Error).message} Nothing was changed.`);
    }
  }

  private show() {
    const record = this.record;
    this.querySelector<HTMLOutputElement>('output[name="sum"]')!.value = recordWords(record);
    for (const { id, read, right, answered, total, changed } of record.lessons) {
      const row = this.querySelector<HTMLElement>(`tr[data-lesson="${id}"]`);
      row?.toggleAttribute('data-read', read);
      const cells = {
        read: read ? 'Read' : '–',
        answered: `${answered} of ${total}`,
        right: answered > 0 ? String(right) : '–',
        changed: changed ? new Date(changed).toLocaleDateString('en-GB', { dateStyle: 'medium' }) : '–',
      };
      for (const [name, text] of Object.entries(cells)) {
        const cell = row?.querySelector(`[data-cell="${name}"]`);
        if (cell) cell.textContent = text;
      }
    }
  }
}

customElements.define('progress-table', ProgressTable);
