const form = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;
/** Beyond it, numbers of JSON are no longer whole by themselves. */
const largestWhole = Number.MAX_SAFE_INTEGER;
const powers = Array.from({ length: 39 }, (_, power) => 10n ** BigInt(power));

/** A decimal number as a count of units of its last digit; undefined when it is none, or has digits too many. */
export function unscaledOf(value: unknown, scale: number, rounded: boolean): bigint | undefined {
  if (typeof value === 'number') {
    const whole = Math.round(value * 100);
    // Most amounts have two digits; division gives the number back only if these are all it has.
    if (scale >= 2 && whole / 100 === value && Math.abs(whole) < largestWhole)
      return BigInt(whole) * (powers[scale - 2] ?? 1n);
  }
  // The shortest text of a number is what the platform wrote.
  return unscaledOfText(String(value), scale, rounded);
}

function unscaledOfText(text: string, scale: number, rounded: boolean): bigint | undefined {
  const [, sign, whole = '', fraction = '', exponent = '0'] = form.exec(text.trim()) ?? [];
  if (whole + fraction === '' || sign === undefined) return undefined;
  const digits = BigInt(whole + fraction);
  const shift = scale - fraction.length + Number(exponent);
  if (Math.abs(shift) > 400) return digits === 0n ? 0n : undefined;
  const size = shift >= 0 ? digits * 10n ** BigInt(shift) : shortened(digits, 10n ** BigInt(-shift), rounded);
  return size === undefined || sign !== '-' ? size : -size;
}

function shortened(digits: bigint, divisor: bigint, rounded: boolean): bigint | undefined {
  if (!rounded && digits % divisor !== 0n) return undefined;
  return (digits + divisor / 2n) / divisor;
}

/** Whether so many digits hold it. */
export function fits(unscaled: bigint, precision: number): boolean {
  const limit = powers[precision] ?? 0n;
  return unscaled < limit && -unscaled < limit;
}
