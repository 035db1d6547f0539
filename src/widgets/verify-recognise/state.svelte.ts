import { encodingAt } from '#math/encoding-set';
import { type ErrorRates, ratesAt } from '#math/roc';
import type { JudgedPair } from '#math/worst-pairs';
import { loadEncodings } from '#site/face-encodings';
import type { EnrolledPicture, Person, PictureSource } from '#site/gallery/person';
import type { Options } from '#site/page-bus';
import { defaultOptions } from '#site/view-options';
import { type FrameError, frameError } from '#widgets/shared/frame-error';
import type { OwnPicture } from '#widgets/shared/read-picture';
import { type Client, isAbort } from '#worker/client';
import { nameOf } from '#world/face/names';
import { FACE_SETS } from '#world/face/sets';
import { type Encoded, LatestEncoder } from './encoder.ts';
import { faceInput, ownPixels } from './face-input.ts';
import { type Judged, judge, ranking, recognised } from './judge.ts';
import { Keeper } from './keeper.svelte.ts';
import { type Measured, measure } from './measured.ts';
import { BY_HAND, conditionsOf, SPECS, type VerifyOptions, withRequest } from './options.ts';
import { defaultPeople, type Shipped } from './shipped.ts';

/** The figure: who stands before the camera, what the network makes of it, and what the threshold makes of that. */
export class VerifyState {
  readonly #shipped: Shipped;
  readonly #shippedPeople: Person[];
  /** Own pictures taken so far: tells one from the next. */
  #ownCount = 0;

  options = $state.raw<VerifyOptions>(defaultOptions(SPECS));
  /** The reader's own picture, in place of a face of this world. */
  own = $state.raw<{ picture: OwnPicture; pixels: Uint8ClampedArray } | null>(null);
  /** A person of the gallery whose name is claimed; null: the one with the identity seed in the options. */
  claimed = $state.raw<string | null>(null);
  /** Somebody who is in no gallery, to compare the probe with. */
  guest = $state.raw<Person | null>(null);
  measured = $state.raw<Measured | null>(null);
  /** What was encoded last. */
  latest = $state.raw<Encoded | null>(null);
  encoding = $state(false);
  problem = $state.raw<FrameError | null>(null);
  keeper = $state.raw<Keeper | null>(null);
  /** Grows when the reader tries again: faces are drawn afresh then. */
  attempt = $state(0);

  readonly conditions = $derived(conditionsOf(this.options));
  readonly probe = $derived<PictureSource>(
    this.own
      ? { kind: 'own', pixels: this.own.pixels }
      : {
          kind: 'face',
          identity: this.options.probe,
          conditions: this.options.picture === BY_HAND ? this.conditions : this.options.picture,
        },
  );
  readonly key = $derived(
    this.probe.kind === 'own'
      ? `own ${this.#ownCount}`
      : JSON.stringify([this.probe.identity, this.probe.conditions]),
  );
  readonly who = $derived(this.own ? this.key : String(this.options.probe));
  /** The encoding of the probe, or of the same person a moment ago: while a slider moves, the distance follows. */
  readonly encoded = $derived(this.latest?.who === this.who ? this.latest : null);
  readonly people = $derived.by<readonly Person[]>(() =>
    this.keeper?.ready ? this.keeper.people : this.#shippedPeople,
  );
  readonly summary = $derived.by(() => this.measured?.summary ?? this.#shipped.summary);
  readonly tau = $derived(
    this.options.threshold === 'hand'
      ? this.options.tau
      : this.summary.rules[this.options.threshold].threshold,
  );
  /** Both error rates at τ; null while only those of the rules are known. */
  readonly rates = $derived.by<ErrorRates | null>(() => {
    if (this.measured) return ratesAt(this.measured.curve, this.tau);
    return this.options.threshold === 'hand' ? null : this.summary.rules[this.options.threshold];
  });
  readonly claim = $derived.by<Person | null>(() => {
    if (this.guest) return this.guest;
    const wanted = this.people.find(({ id }) => id === this.claimed);
    const named = this.people.find((person) => isOf(person, this.options.claim));
    return wanted ?? named ?? this.people[0] ?? null;
  });
  /** Everybody with an encoding by the network that encoded the probe, the nearest first. */
  readonly ranked = $derived.by<Judged[]>(() => {
    const { encoded } = this;
    if (!encoded) return [];
    return ranking(comparable(this.people, encoded.version), encoded.encoding);
  });
  readonly answer = $derived(recognised(this.ranked, this.tau));
  readonly verified = $derived.by<Judged | null>(() => {
    if (!this.encoded || !this.claim || comparable([this.claim], this.encoded.version).length === 0)
      return null;
    return judge(this.claim, this.encoded.encoding);
  });
  /** Whether the claim is true; null where nobody knows. */
  readonly isClaimTrue = $derived(
    this.own || !this.claim || !isFace(this.claim) ? null : isOf(this.claim, this.options.probe),
  );
  /** Whether the probe is somebody of the gallery; null where nobody knows. */
  readonly isKnown = $derived(
    this.own ? null : this.people.some((person) => isOf(person, this.options.probe)),
  );
  /** Encodings that were shipped may be of another network than the one that the site has now. */
  readonly #isByThisNetwork = $derived(!this.keeper?.version || this.latest?.version === this.keeper.version);
  /** Whether what is shown belongs to the probe as it stands. */
  readonly current = $derived(this.latest?.key === this.key && this.#isByThisNetwork);

  #encoder: LatestEncoder | null = null;

  constructor(shipped: Shipped, initial: VerifyOptions) {
    this.#shipped = shipped;
    this.#shippedPeople = defaultPeople(shipped, FACE_SETS.gallery.first, 0);
    this.options = initial;
    if (shipped.probe) {
      const { version, probe } = shipped;
      this.latest = { key: this.key, who: this.who, encoding: Float32Array.from(probe), version };
    }
  }

  /** Starts what needs the browser. */
  connect(client: Client): void {
    this.keeper = new Keeper(client);
    this.#encoder = new LatestEncoder(client, {
      onEncoded: (encoded) => {
        this.latest = encoded;
      },
      onBusy: (busy) => {
        this.encoding = busy;
      },
      onError: (error) => this.fail(error),
    });
    void this.load();
  }

  /** Loads what is not here yet: the gallery, and the pairs that thresholds are judged by. */
  async load(): Promise<void> {
    this.problem = null;
    const parts = [this.keeper!.start(), this.#measure()];
    for (const { reason } of (await Promise.allSettled(parts)).filter(
      ({ status }) => status === 'rejected',
    ) as PromiseRejectedResult[])
      this.fail(reason);
  }

  /** Has the network look at the probe as it stands. */
  look(): void {
    if (!this.current) this.#ask();
  }

  /** Has the network look, though the answer is known: its code is loaded when the reader begins to play, not later. */
  warmUp(): void {
    if (this.current && !this.encoding) this.#ask();
  }

  request(request: Options): void {
    const next = withRequest(this.options, request);
    if (request.claim !== undefined) {
      this.claimed = null;
      this.guest = null;
    }
    if (request.probe !== undefined || request.picture !== undefined) {
      this.own = null;
      this.guest = null;
    }
    this.options = next;
  }

  claimTo(person: Person): void {
    this.claimed = person.id;
    this.guest = null;
    const identity = identityOf(person);
    if (identity !== null) this.options = { ...this.options, claim: identity };
  }

  /** Puts a pair of the test before the camera: the first as the probe, the second as who it claims to be. */
  compare({ one, other }: JudgedPair): void {
    const { set } = this.measured!;
    const identity = set.first + other.person;
    const source = { kind: 'face' as const, identity, conditions: other.picture };
    const encoding = encodingAt(set, other.person, other.picture).slice();
    const pictures = [{ source, encoding, version: set.version }];
    this.request({ mode: 'verify', probe: set.first + one.person, picture: one.picture });
    this.latest = {
      key: this.key,
      who: this.who,
      encoding: encodingAt(set, one.person, one.picture).slice(),
      version: set.version,
    };
    this.guest = { id: 'guest', name: nameOf(identity), enrolled: 0, pictures };
  }

  takeOwn(picture: OwnPicture): void {
    this.#ownCount += 1;
    this.guest = null;
    this.own = { picture, pixels: ownPixels(picture) };
  }

  /** The probe as a picture of the gallery; null while the network has not seen it. */
  enrollable(): EnrolledPicture | null {
    if (!this.encoded || !this.current) return null;
    const { encoding, version } = this.encoded;
    return { source: this.probe, encoding, version };
  }

  retry(): void {
    this.attempt += 1;
    void this.load();
    this.look();
  }

  /** Shows an error, unless it is a cancellation. */
  fail(error: unknown): void {
    if (!isAbort(error)) this.problem = frameError(error);
  }

  stop(): void {
    this.#encoder?.stop();
    this.keeper?.stop();
  }

  #ask(): void {
    this.#encoder?.want({ key: this.key, who: this.who }, faceInput(this.probe));
  }

  async #measure(): Promise<void> {
    this.measured ??= await measure(await loadEncodings('test'));
  }
}

/** Whom a picture of the gallery shows, by identity seed; null for a reader's own. */
export function identityOf(person: Person): number | null {
  const { source } = person.pictures[0]!;
  return source.kind === 'face' ? source.identity : null;
}

export function isOf(person: Person, identity: number): boolean {
  return person.pictures.some(({ source }) => source.kind === 'face' && source.identity === identity);
}

function isFace(person: Person): boolean {
  return person.pictures.every(({ source }) => source.kind === 'face');
}

/** Those whom the same network has encoded: numbers of two networks can't be compared. */
function comparable(people: readonly Person[], version: string): Person[] {
  return people.filter(({ pictures }) => pictures.every((picture) => picture.version === version));
}
