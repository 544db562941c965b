import { plainLine } from "#lib/plain-text.ts";

/** The words of an event as the beginning of a line: "Reboot kvm-01", "Lose VLAN 100". */
export function eventLine(words: string): string {
  const line = plainLine(words).replace(/^(?:lose (?:dns|vlan)|set pvid) (?=.)/, (start) =>
    start.replace(/dns|vlan|pvid/, (short) => short.toUpperCase()),
  );
  return `${line.slice(0, 1).toUpperCase()}${line.slice(1)}`;
}
