import type { Inspection, Preprocessing } from '#worker/protocol';

export const PREPROCESSING_CHOICES: readonly { value: Preprocessing; label: string }[] = [
  { value: '0-1', label: '0 to 1' },
  { value: '-1-1', label: '−1 to 1 (MobileNet, Inception, Xception)' },
  { value: '0-255', label: '0 to 255 (EfficientNet, MobileNetV3: they scale themselves)' },
  { value: 'mean', label: 'ImageNet mean, blue first (VGG, ResNet)' },
  { value: 'mean-spread', label: 'ImageNet mean and spread (DenseNet, PyTorch)' },
];

export const SIDES = [32, 64, 96, 128, 160, 192, 224, 256, 320, 384, 512] as const;

type Layer = Inspection['layers'][number];

/** Sides of a map or length of a vector: '16 × 16 × 8'. */
export function shapeWords({ shape }: Layer): string {
  return shape.length === 0 ? 'several' : shape.map((side) => side ?? '?').join(' × ');
}

/** What a unit of the layer sees. */
export function fieldWords({ field, whole }: Layer): string {
  if (field && whole) return `${rounded(field.size)} px, and the whole picture beside`;
  if (field) return `${rounded(field.size)} px`;
  return whole ? 'the whole picture' : 'not known';
}

function rounded(size: number): string {
  return String(Math.round(size * 10) / 10);
}

/** Layers that are looked at first: up to `most` that are `usable`, from the first to the last, where filters answer. */
export function suggestedLayers(
  { layers }: Inspection,
  most = 6,
  usable = (layer: Layer) => layer.minable,
): string[] {
  const candidates = layers.filter(usable);
  const active = candidates.filter((layer) => layer.active);
  const from = active.length > 0 ? active : candidates;
  if (from.length <= most) return from.map(({ name }) => name);
  return Array.from({ length: most }, (_, i) => from[Math.round((i * (from.length - 1)) / (most - 1))]!.name);
}
