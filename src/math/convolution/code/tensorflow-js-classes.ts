/** Layers that TensorFlow.js does not have, written out in the code that needs them. */
export const PAD = `/** Padding by side, [[before, after], …] with the batch and the channels; below zero: cells taken off. */
class Pad extends tf.layers.Layer {
  constructor({ pairs, value = 0 }) {
    super({});
    this.pairs = pairs;
    this.value = value;
  }
  computeOutputShape(shape) {
    return shape.map((size, axis) => (axis === 0 ? size : size + this.pairs[axis][0] + this.pairs[axis][1]));
  }
  call(inputs) {
    return tf.tidy(() => {
      const x = Array.isArray(inputs) ? inputs[0] : inputs;
      const padded = tf.pad(x, this.pairs.map((pair) => pair.map((cells) => Math.max(cells, 0))), this.value);
      const start = this.pairs.map(([before]) => Math.max(-before, 0));
      return tf.slice(padded, start, [x.shape[0], ...this.computeOutputShape(x.shape).slice(1)]);
    });
  }
  static className = 'Pad';
}
`;

export const SPREAD = `/** Puts stride - 1 zeros between neighbouring cells of every side. */
class Spread extends tf.layers.Layer {
  constructor({ stride }) {
    super({});
    this.stride = stride;
  }
  computeOutputShape(shape) {
    return shape.map((size, axis) => (this.stride[axis - 1] ? (size - 1) * this.stride[axis - 1] + 1 : size));
  }
  call(inputs) {
    return tf.tidy(() => {
      let x = Array.isArray(inputs) ? inputs[0] : inputs;
      const shape = [x.shape[0], ...this.computeOutputShape(x.shape).slice(1)];
      this.stride.forEach((step, index) => {
        const axis = index + 1;
        const apart = tf.expandDims(x, axis + 1);
        const pairs = apart.shape.map((_, side) => [0, side === axis + 1 ? step - 1 : 0]);
        const spread = [...x.shape];
        spread[axis] *= step;
        x = tf.reshape(tf.pad(apart, pairs), spread);
      });
      return tf.slice(x, shape.map(() => 0), shape);
    });
  }
  static className = 'Spread';
}
`;

export const GROUPED = `/** A convolution of every dimension whose channels and filters are shared out among groups. */
class GroupedConvolution extends tf.layers.Layer {
  constructor({ filters, kernelSize, strides, dilationRate, groups, padding = 'valid', useBias = true }) {
    super({});
    Object.assign(this, { filters, kernelSize, strides, dilationRate, groups, padding, useBias });
  }
  build(shape) {
    const kernel = [...this.kernelSize, shape[shape.length - 1] / this.groups, this.filters];
    this.kernel = this.addWeight('kernel', kernel, 'float32', tf.initializers.glorotUniform({}));
    if (this.useBias) this.bias = this.addWeight('bias', [this.filters], 'float32', tf.initializers.zeros());
    this.built = true;
  }
  computeOutputShape(shape) {
    const sides = this.kernelSize.map((size, side) => {
      const reach = this.dilationRate[side] * (size - 1);
      const places = shape[side + 1] - (this.padding === 'same' ? 0 : reach);
      return Math.ceil(places / this.strides[side]);
    });
    return [shape[0], ...sides, this.filters];
  }
  call(inputs) {
    return tf.tidy(() => {
      const x = Array.isArray(inputs) ? inputs[0] : inputs;
      const convolve = [tf.conv1d, tf.conv2d, tf.conv3d][this.kernelSize.length - 1];
      const format = ['NWC', 'NHWC', 'NDHWC'][this.kernelSize.length - 1];
      const one = (list) => (list.length === 1 ? list[0] : list);
      const kernels = tf.split(this.kernel.read(), this.groups, this.kernelSize.length + 1);
      const outputs = tf.split(x, this.groups, x.rank - 1).map((share, group) =>
        convolve(share, kernels[group], one(this.strides), this.padding, format, one(this.dilationRate)));
      const y = tf.concat(outputs, x.rank - 1);
      return this.useBias ? tf.add(y, this.bias.read()) : y;
    });
  }
  static className = 'GroupedConvolution';
}
`;

export const AVERAGE_SAME = `/** The mean of the real cells under each window, in three dimensions: padding is left out. */
class AverageSame extends tf.layers.Layer {
  constructor({ poolSize, strides, pairs }) {
    super({});
    Object.assign(this, { poolSize, strides, pairs });
  }
  computeOutputShape(shape) {
    const sides = this.strides.map((step, side) => Math.ceil(shape[side + 1] / step));
    return [shape[0], ...sides, shape[shape.length - 1]];
  }
  call(inputs) {
    return tf.tidy(() => {
      const x = Array.isArray(inputs) ? inputs[0] : inputs;
      const mean = (values) => tf.avgPool3d(tf.pad(values, this.pairs), this.poolSize, this.strides, 'valid');
      return tf.div(mean(x), mean(tf.onesLike(x)));
    });
  }
  static className = 'AverageSame';
}
`;
