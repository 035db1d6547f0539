import type { Options } from '#site/page-bus';
import { applyRequest } from '#site/request-options';
import { defaultOptions, type OptionsFrom } from '#site/view-options';
import type { FrameError } from '#widgets/shared/frame-error';
import { type OwnPainting, PAINTING_READER } from '#widgets/shared/own-painting';
import { PictureError } from '#widgets/shared/read-picture';
import type { TransferFrame } from '#widgets/shared/transfer-history';
import { TransferRun } from '#widgets/shared/transfer-run.svelte.ts';
import type { Client } from '#worker/client';
import type { OwnNetwork } from '#worker/protocol';
import { contentTitle } from '#world/still/contents';
import { styleTitle } from '#world/style/styles';
import { Brought } from './brought.svelte.ts';
import { ContentPicture } from './content-picture.svelte.ts';
import { rateOf, SIZES, SPECS, type StyleStudioOptions } from './options.ts';
import {
  changedSettings,
  liveSettings,
  nothingToPaint,
  type OwnPictures,
  paintingSize,
  ROLES,
  type Role,
  runSettings,
} from './settings.ts';

/** Options that a run takes up only when it begins anew. */
const FIXED = ['content', 'start', 'seed', 'size', 'colours'] as const satisfies (keyof OptionsFrom<
  typeof SPECS
>)[];

/** How many steps more a finished painting gets. */
export const MORE_STEPS = 100;
/** Divergence is answered by a rate so many times smaller. */
const CALMER = 4;

/** What a run was begun with, as far as it can't change on the way. */
interface Beginning {
  options: StyleStudioOptions;
  content: OwnPainting | undefined;
  /** The reader's, null for the course's. */
  network: OwnNetwork | null;
}

/** What the reader has set, and the painting. */
export class StyleStudioState {
  readonly run: TransferRun;
  /** C in the painting's size, to compare with. */
  readonly original: ContentPicture;
  /** The network that the reader brought. */
  readonly brought: Brought;

  options = $state.raw<StyleStudioOptions>(defaultOptions(SPECS));
  own = $state.raw<OwnPictures>({});
  /** Why a dropped picture can't be used, in words. */
  unread = $state<string | null>(null);
  /** The step that is shown; null follows the newest. */
  at = $state<number | null>(null);
  #begun = $state.raw<Beginning | null>(null);

  constructor(client: Client) {
    this.run = new TransferRun(client);
    this.original = new ContentPicture(client);
    this.brought = new Brought(client, () => this.#painterChanged());
  }

  /** The picture that is shown, null before there is one. */
  readonly frame = $derived.by<TransferFrame | null>(() => {
    const { run, at } = this;
    return at === null ? run.picture : (run.frameAt(at) ?? run.picture);
  });
  readonly blank = $derived.by(() => this.run.status === 'idle' || this.frame === null);
  /** Why nothing can be painted with these settings, in words. */
  readonly refusal = $derived.by(() => nothingToPaint(this.options, this.brought.painter));
  /** Whether another network paints now than the one that the painting was begun with. */
  readonly foreign = $derived.by(() => {
    const begun = this.#begun;
    return begun !== null && (this.brought.painter?.network ?? null) !== begun.network;
  });
  /** The size of the painting that would be begun now. */
  readonly size = $derived(paintingSize(Number(this.options.size), this.own.content));
  /** Whether something was changed that only a new painting takes up. */
  readonly stale = $derived.by(() => {
    const begun = this.#begun;
    if (!begun || this.run.status === 'idle') return false;
    const { options, own } = this;
    if (this.foreign || own.content !== begun.content) return true;
    return FIXED.some((name) => {
      if (name === 'content' && own.content) return false;
      if (name === 'seed' && options.start !== 'noise') return false;
      return options[name] !== begun.options[name];
    });
  });
  /** Names of the pictures chosen. */
  readonly titles = $derived.by(() => {
    const { options, own } = this;
    return {
      content: own.content?.name ?? contentTitle(options.content),
      style: own.style?.name ?? styleTitle(options.style),
      second: own.second?.name ?? (options.second === 'none' ? null : styleTitle(options.second)),
    };
  });
  /** Names of the pictures that the painting on show was begun with. */
  readonly paintedTitle = $derived(
    this.#begun?.content?.name ?? contentTitle(this.#begun?.options.content ?? this.options.content),
  );
  readonly problem = $derived.by<FrameError | null>(() => {
    const { problem } = this.run;
    // There is a button for that, beside the words.
    return problem && this.outOfMemory ? { ...problem, retry: false } : problem;
  });
  readonly outOfMemory = $derived.by(() => this.run.problem?.code === 'out-of-memory');
  readonly smallerSize = $derived(SIZES[SIZES.indexOf(this.options.size) - 1] ?? null);

  /** Takes options from a link, a control, or words on the page. */
  request(request: Options): void {
    const before = this.options;
    let next = applyRequest(SPECS, before, request);
    // Each optimiser has a rate that suits it.
    if (next.optimiser !== before.optimiser && request.rate === undefined) next = { ...next, rate: 0 };
    const ownBefore = this.own;
    const own = { ...ownBefore };
    for (const role of ROLES) if (request[role] !== undefined) delete own[role];
    this.options = next;
    this.own = own;
    // Layers of the course's network are asked for.
    if (request.layers !== undefined || request.depth !== undefined) this.brought.show('course');
    this.#changed(before, ownBefore);
  }

  /** Reads a file that was dropped on a picture. */
  async read(role: Role, file: File | undefined): Promise<void> {
    this.unread = null;
    try {
      if (!file) throw new PictureError('What was dropped is not a file.');
      this.take(role, await PAINTING_READER.read(file));
    } catch (error) {
      this.unread = error instanceof PictureError ? error.message : `The picture could not be read: ${error}`;
    }
  }

  /** Takes a reader's own picture. */
  take(role: Role, picture: OwnPainting): void {
    const before = this.own;
    this.unread = null;
    this.own = { ...this.own, [role]: picture };
    if (role !== 'content') this.#changed(this.options, before);
  }

  /** Begins a painting anew. */
  paint(): void {
    if (this.refusal) return;
    const { options, own } = this;
    const { painter } = this.brought;
    this.at = null;
    this.#begun = { options, content: own.content, network: painter?.network ?? null };
    const settings = runSettings(options, own, painter);
    this.run.start(settings);
    this.original.want(settings.content!, settings);
  }

  pause(): void {
    this.run.pause();
  }

  /** Goes on from the newest picture, or from the one that is shown. */
  goOn(more = 0): void {
    if (this.refusal || this.foreign) return;
    this.at = null;
    this.run.resume(more);
  }

  /** After divergence: from the last good picture, more carefully. */
  goOnCalmer(): void {
    this.request({ rate: rateOf(this.options) / CALMER });
    this.goOn();
  }

  /** After memory ran short: the next smaller size, from the start. */
  paintSmaller(): void {
    if (!this.smallerSize) return;
    this.request({ size: this.smallerSize });
    this.paint();
  }

  /** Goes on from the step that is shown: those after it are forgotten. */
  goOnFromHere(): void {
    if (this.refusal || this.foreign || this.at === null) return;
    const { at } = this;
    this.at = null;
    this.run.goOnFrom(at);
  }

  retry(): void {
    if (this.run.status === 'failed') this.goOn();
  }

  stop(): void {
    this.original.stop();
    this.run.dispose();
    this.brought.network.forget();
  }

  /** Shows a step of the history. */
  seek(step: number): void {
    const { frames } = this.run;
    const last = frames.at(-1)?.step ?? 0;
    this.at = step >= last ? null : Math.max(0, step);
  }

  /** Forgets the painting and puts all settings back. */
  reset(): void {
    this.run.reset();
    this.#begun = null;
    this.at = null;
    this.own = {};
    this.options = defaultOptions(SPECS);
    this.brought.network.forget();
  }

  /** Puts a painting of another network aside, or tells it the layers that count now. */
  #painterChanged(): void {
    const { run } = this;
    if (run.status === 'idle' || !run.options) return;
    if (this.foreign) {
      run.putAside();
      return;
    }
    if (this.refusal) {
      run.pause();
      return;
    }
    run.change(liveSettings(this.options, this.own, run.options, this.brought.painter));
  }

  /** Tells a run what it can take up on the way, if that has changed. */
  #changed(options: StyleStudioOptions, own: OwnPictures): void {
    const { run } = this;
    if (run.status === 'idle' || !run.options || this.foreign) return;
    if (this.refusal) {
      run.pause();
      return;
    }
    const { painter } = this.brought;
    const changes = changedSettings(
      liveSettings(options, own, run.options, painter),
      liveSettings(this.options, this.own, run.options, painter),
    );
    if (Object.keys(changes).length > 0) run.change(changes);
  }
}
