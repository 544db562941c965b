import ipaddr from "ipaddr.js";

/** Nearly every address of a fleet, and already canonical: the union of a large one asks hundreds of thousands of times. */
const plainIPv4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)$/;

/**
 * The address in its canonical form without zone, or null where the text is not one literal address. Brackets are accepted;
 * the short spellings of inet_aton(3) ("10", "0x7f.1") are not.
 */
export function canonicalAddress(text: string): string | null {
  return plainIPv4.test(text) ? text : (parse(text)?.toString() ?? null);
}

export function isAddress(text: string): boolean {
  return plainIPv4.test(text) || parse(text) !== null;
}

/** 127.0.0.0/8 and ::1. False for anything that is not an address. */
export function isLoopback(text: string): boolean {
  return plainIPv4.test(text) ? text.startsWith("127.") : parse(text)?.range() === "loopback";
}

/** Whether two texts are the same address ("::1" and "0:0:0:0:0:0:0:1" are). */
export function sameAddress(one: string, other: string): boolean {
  const address = canonicalAddress(one);
  return address !== null && address === canonicalAddress(other);
}

/** What the other addresses have and names have not: a colon, brackets, a zone. The library tells a name by an exception, which is dear. */
const mayBeOther = /[:[%]/;

function parse(text: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  if (!plainIPv4.test(text) && !mayBeOther.test(text)) return null;
  const bare = text.replace(/^\[(.*)\]$/, "$1").replace(/%.*$/, "");
  return ipaddr.IPv6.isValid(bare) || ipaddr.IPv4.isValidFourPartDecimal(bare) ? ipaddr.process(bare) : null;
}
