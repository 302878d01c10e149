import { type Issue, issueOf } from './issue.ts';

/** A rule of one value: the normalised value, or the issue. */
export type Rule = (value: string) => string | Issue;

/** Longest prefix of an `onmicrosoft.com` domain. Source: the sign-up form of Microsoft 365 takes 27 characters (modelled: no document states it). */
export const longestDomainPrefix = 27;

const initialDomainSuffix = '.onmicrosoft.com';
/** Source: RFC 1035, section 2.3.4. */
const longestDomain = 253;
/** Source: RFC 5321, section 4.5.3.1. */
const longestEmail = 254;
/** Modelled: MPN ids seen have up to eight digits. */
const longestMpnId = 10;

/** The prefix of a tenant's primary domain, lower case; the suffix may be written. Source: the hint ICP publishes for Primarydomainname. */
export const domainPrefixRule: Rule = (value) => {
  const folded = value.trim().toLowerCase();
  const prefix = folded.endsWith(initialDomainSuffix) ? folded.slice(0, -initialDomainSuffix.length) : folded;
  return /^[a-z0-9]+$/.test(prefix) && prefix.length <= longestDomainPrefix
    ? prefix
    : issueOf('domain.prefix', [], { max: longestDomainPrefix });
};

/** A customer's own domain in its ASCII form; international names are understood. Source: RFC 1035, RFC 5891. */
export const customDomainRule: Rule = (value) => {
  const ascii = toAscii(value.trim());
  const labels = ascii.split('.');
  const valid =
    ascii.length <= longestDomain &&
    labels.length > 1 &&
    labels.every((label) => /^(?!-)[a-z0-9-]{1,63}(?<!-)$/.test(label)) &&
    /[a-z]/.test(labels[labels.length - 1] ?? '') &&
    !`.${ascii}`.endsWith(initialDomainSuffix);
  return valid ? ascii : issueOf('domain.custom');
};

function toAscii(domain: string): string {
  if (/[\s/@:?#\\%]/.test(domain)) return '';
  try {
    return new URL(`http://${domain}`).hostname;
  } catch {
    return '';
  }
}

/** A Microsoft partner (MPN) id: digits. */
export const mpnIdRule: Rule = (value) =>
  /^\d+$/.test(value.trim()) && value.trim().length <= longestMpnId
    ? value.trim()
    : issueOf('mpn_id', [], { max: longestMpnId });

export const emailRule: Rule = (value) =>
  value.length <= longestEmail &&
  /^[^\s@"<>,;]{1,64}@([\p{L}\p{N}-]+\.)+[\p{L}\p{N}-]{2,}$/u.test(value.trim())
    ? value.trim()
    : issueOf('email');

/** A phone number with country code, as `+` and digits. Source: ITU-T E.164. */
export const phoneRule: Rule = (value) => {
  const digits = value.replace(/[\s().-]/g, '');
  return /^\+[1-9]\d{6,14}$/.test(digits) ? digits : issueOf('phone');
};

/** Free text on one line, trimmed, of a bounded length. */
export function textRule(min: number, max: number): Rule {
  return (value) => {
    const trimmed = value.trim();
    const fits = trimmed.length >= min && trimmed.length <= max && !/\p{Cc}/u.test(trimmed);
    return fits ? trimmed : issueOf('text', [], { min, max });
  };
}

/** A day, `yyyy-mm-dd`, that exists and has begun somewhere on Earth (UTC+14). */
export function pastDateRule(now: () => number): Rule {
  return (value) => {
    const exists =
      /^\d{4}-\d{2}-\d{2}$/.test(value) &&
      !Number.isNaN(Date.parse(value)) &&
      new Date(value).toISOString().startsWith(value);
    if (!exists) return issueOf('date');
    return Date.parse(value) <= now() + 14 * 3_600_000 ? value : issueOf('date.future');
  };
}
