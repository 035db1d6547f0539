/** Names of the convolutions of a network that supplies features, first to last. */
export const CONVOLUTION_NAMES = ['conv1', 'conv2', 'conv3', 'conv4', 'conv5', 'conv6'] as const;

export type ConvolutionName = (typeof CONVOLUTION_NAMES)[number];
