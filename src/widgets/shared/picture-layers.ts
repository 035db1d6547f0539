/** A layer that can be picked, and how many filters it has. */
export interface LayerChoice {
  layer: string;
  units: number;
}

/** The picture network's layers, for a link that is read before the unit index has arrived. */
export const PICTURE_LAYERS: readonly LayerChoice[] = [
  { layer: 'conv1', units: 16 },
  { layer: 'conv2', units: 32 },
  { layer: 'conv3', units: 48 },
  { layer: 'conv4', units: 64 },
  { layer: 'conv5', units: 96 },
  { layer: 'conv6', units: 128 },
];

/** The widget that opens a filter, for those that lead to it. */
export const FILTER_WIDGET = 'patch-explorer';

/** The widget that measures a filter's label, for those that lead to it. */
export const LABEL_WIDGET = 'dissection';
