/** A matrix as a table with the channels' numbers along both sides, in the order that is shown. */
export function matrixCsv(values: ArrayLike<number>, order: ArrayLike<number>): string {
  const channels = Array.from({ length: order.length }, (_, i) => order[i]!);
  const lines = channels.map((k) =>
    [k, ...channels.map((k2) => values[k * channels.length + k2]!)].join(','),
  );
  return `${[['channel', ...channels].join(','), ...lines].join('\n')}\n`;
}
