/** The greys of a scan between which pictures go from black to white: lung is dark and still shows its vessels. */
export const BLACK = 0;
export const WHITE = 1;
