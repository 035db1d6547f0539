import type { RenderedScene, SceneItem } from '#worker/protocol';
import type { SceneFactors } from '#world/scene/factors';
import { type PainterHooks as HooksOf, type PaintSizes, ViewPainter } from './painter.ts';

export type Render = (
  items: SceneItem[],
  onPicture: (picture: RenderedScene) => void,
  signal: AbortSignal,
) => Promise<void>;

export type PainterHooks = HooksOf<SceneFactors>;

const SIZES: PaintSizes = { side: 64, coarse: 112, fine: 448, bands: 16 };

/** Draws the latest scene asked for, coarse at once, then fine in bands. */
export class Painter extends ViewPainter<SceneFactors> {
  constructor(render: Render, hooks: PainterHooks) {
    super(
      (factors, parts, onPicture, signal) =>
        render(
          parts.map((part) => ({ factors, ...part })),
          onPicture,
          signal,
        ),
      hooks,
      () => SIZES,
    );
  }
}
