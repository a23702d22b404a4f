/** Numbers in [0, 1) that look random and are the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A text of `count` decimal digits. */
export function digits(count: number, random: () => number): string {
  return ofRadix(10, count, random);
}

/** A text of `count` hexadecimal digits. */
export function hexDigits(count: number, random: () => number): string {
  return ofRadix(16, count, random);
}

/** A text of `count` digits and lower-case letters. */
export function letters(count: number, random: () => number): string {
  return ofRadix(36, count, random);
}

function ofRadix(radix: number, count: number, random: () => number): string {
  return Array.from({ length: count }, () => Math.floor(random() * radix).toString(radix)).join('');
}
