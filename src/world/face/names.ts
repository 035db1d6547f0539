/** Short first names from many places that are given to anybody. */
const NAMES = (
  'Alex Amal Noor Kiran Robin Yuki Tenzin Ayo Sasha Linh Deniz Kai Imani Noa Jun Ariel ' +
  'Tumi Wayan Camille Sol Minh Arya Charlie Nima Ola Rin Mika Pema Neo Lou Bao Shai ' +
  'Temi Ren Nico Aroha Jin Eden Farai Sam Hikaru Iman Remy Kalani An Dominique Tobi Tal ' +
  'Sonam Rumi Jules Xin Simi Toni Derya Paz Chandra Uche Akira Claude Putu Nasim Ife Lior ' +
  'Manu Wei Eun Amit Lerato Evren Rene Dakota Sami Karma Nalu Yun Rudo Max Roshan Lek ' +
  'Ariki Thanh Ash Cruz Tola Nur Jo Umut Hana Chi Sacha Tui Min Ebun Kit Naran Dorji ' +
  'Gal Ming Andrea Tendai Siku Kim Aiko Bela Noam Ketut Obi Frankie Ainur Lu Dayo Quinn ' +
  'Marama Jyoti Nikita'
).split(' ');

/** An invented person's first name. Neighbouring seeds, up to a hundred of them, have different names. */
export function nameOf(identitySeed: number): string {
  const place = Math.floor(identitySeed) % NAMES.length;
  return NAMES[(place + NAMES.length) % NAMES.length]!;
}
