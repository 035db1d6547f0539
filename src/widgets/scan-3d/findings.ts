import { TISSUES } from '#world/volume/tissues';
import type { Place, Size } from './planes.ts';

/** A peak of a network's answer, and what it lies on. */
export interface Candidate {
  place: Place;
  /** Logit. */
  value: number;
  /** Number of the nodule that it finds, null for a false alarm. */
  nodule: number | null;
}

/** What a network found above its threshold. */
export interface Tally {
  /** One a nodule: the strongest peak on it, null when it was missed. */
  found: (Candidate | null)[];
  /** Strongest first. */
  alarms: Candidate[];
}

/** Sorts peaks into nodules that were found and false alarms. */
export function tallyOf(candidates: readonly Candidate[], nodules: number, threshold: number): Tally {
  const above = candidates.filter(({ value }) => value >= threshold).sort((a, b) => b.value - a.value);
  const found = Array.from(
    { length: nodules },
    (_, index) => above.find(({ nodule }) => nodule === index) ?? null,
  );
  return { found, alarms: above.filter(({ nodule }) => nodule === null) };
}

/** How many of a tally's nodules were found. */
export function countFound({ found }: Tally): number {
  return found.filter((candidate) => candidate !== null).length;
}

const WORDS: Partial<Record<(typeof TISSUES)[number], string>> = {
  bone: 'rib or spine',
  airway: 'airway',
  vessel: 'vessel',
  lung: 'lung',
};

/** What the truth says a place is made of: the most telling tissue within a voxel of it. */
export function tissueAt(labels: Uint8Array, size: Size, [z, y, x]: Place): string {
  const at = (dz: number, dy: number, dx: number) => {
    const inside = [z + dz, y + dy, x + dx].every((value, axis) => value >= 0 && value < size[axis]!);
    return inside ? TISSUES[labels[((z + dz) * size[1] + y + dy) * size[2] + x + dx]!] : undefined;
  };
  const own = at(0, 0, 0) ?? 'lung';
  if (own !== 'lung') return WORDS[own] ?? own;
  for (let dz = -1; dz <= 1; dz++) {
    for (let dy = -1; dy <= 1; dy++) {
      for (let dx = -1; dx <= 1; dx++) if (at(dz, dy, dx) === 'vessel') return 'vessel';
    }
  }
  return 'lung';
}

/** The findings of both networks as a table, for a spreadsheet. */
export function findingsCsv(
  nodules: readonly { centre: Place; radius: number }[],
  tallies: Readonly<Record<string, Tally | null>>,
  tissue: (place: Place) => string,
): string {
  const lines = ['network,what,z,y,x,radius,logit'];
  const place = (at: Place) => at.map((value) => Number(value.toFixed(2))).join(',');
  for (const { centre, radius } of nodules) lines.push(`truth,nodule,${place(centre)},${radius.toFixed(2)},`);
  for (const [network, tally] of Object.entries(tallies)) {
    for (const candidate of tally?.found ?? []) {
      if (candidate)
        lines.push(`${network},nodule found,${place(candidate.place)},,${candidate.value.toFixed(4)}`);
    }
    for (const { place: at, value } of tally?.alarms ?? []) {
      lines.push(`${network},false alarm on ${tissue(at)},${place(at)},,${value.toFixed(4)}`);
    }
  }
  return `${lines.join('\n')}\n`;
}
