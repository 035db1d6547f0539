/** A layer of a network as far as its receptive fields go; padding is 'same' throughout. */
export interface LayerShape {
  name: string;
  kind: 'conv' | 'pool';
  /** Side of the kernel (or of the pooled square), in cells of the layer below. */
  kernel: number;
  stride: number;
}

/** Side of the picture that the network sees, in pixels. */
export const PICTURE_SIDE = 64;

/** The site's picture network, from the picture up. */
export const PICTURE_NETWORK: readonly LayerShape[] = [
  { name: 'conv1', kind: 'conv', kernel: 5, stride: 1 },
  { name: 'pool1', kind: 'pool', kernel: 2, stride: 2 },
  { name: 'conv2', kind: 'conv', kernel: 3, stride: 1 },
  { name: 'pool2', kind: 'pool', kernel: 2, stride: 2 },
  { name: 'conv3', kind: 'conv', kernel: 3, stride: 1 },
  { name: 'conv4', kind: 'conv', kernel: 3, stride: 1 },
  { name: 'pool3', kind: 'pool', kernel: 2, stride: 2 },
  { name: 'conv5', kind: 'conv', kernel: 3, stride: 1 },
  { name: 'conv6', kind: 'conv', kernel: 3, stride: 1 },
];

/** The kernels and strides that a reader can give a layer. */
export const KERNELS = [1, 2, 3, 5, 7] as const;
export const STRIDES = [1, 2] as const;

/** The network as one word in a link: kernel and stride of each layer, '5x1-2x2-…'. */
export function writeNetwork(layers: readonly LayerShape[]): string {
  return layers.map(({ kernel, stride }) => `${kernel}x${stride}`).join('-');
}

/** A network from its word; what can't be read, or isn't among the choices, is as in the picture network. */
export function readNetwork(text: string): LayerShape[] {
  const words = text.split('-');
  return PICTURE_NETWORK.map((layer, index) => {
    const [kernel, stride] = (words[index] ?? '').split('x').map(Number);
    return {
      ...layer,
      kernel: KERNELS.find((legal) => legal === kernel) ?? layer.kernel,
      stride: STRIDES.find((legal) => legal === stride) ?? layer.stride,
    };
  });
}

/** The scene on which the figure points before the reader asks for another: a cat. */
export const FIGURE_SEED = 7376;
