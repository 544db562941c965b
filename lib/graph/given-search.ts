import { Given } from "./given.ts";

/** One event in an address holds so much; nobody rehearses more at once. */
const maximumGiven = 20;

/** What is given as the query of an address, by ids: "if=reboot:host:kvm-01&if=lose:storage:10.50.1.70". Empty for nothing given. */
export function givenToSearch(given: readonly Given[]): string {
  return given.map((one) => `if=${encodeURIComponent(wordOf(one)).replaceAll("%3A", ":").replaceAll("%2F", "/")}`).join("&");
}

function wordOf(given: Given): string {
  if (given.what === "set-pvid") return `${given.what}:${given.vid}:${given.target}`;
  return given.target === null ? given.what : `${given.what}:${given.target}`;
}

/** What the query of an address gives, "?" before it or not. What cannot be read is left out: an address is typed by anybody. */
export function givenFromSearch(search: string | URLSearchParams): Given[] {
  return new URLSearchParams(search).getAll("if").slice(0, maximumGiven).flatMap(read);
}

/** What the query of an address gives that cannot be read, as it stands there. */
export function unreadInSearch(search: string | URLSearchParams): string[] {
  const words = new URLSearchParams(search).getAll("if");
  return [...words.slice(0, maximumGiven).filter((word) => read(word).length === 0), ...words.slice(maximumGiven)];
}

function read(word: string): Given[] {
  const [, what, rest] = /^([a-z-]+)(?::(.*))?$/s.exec(word) ?? [];
  const [, vid, bridge] = what === "set-pvid" ? (/^(\d+):(.*)$/s.exec(rest ?? "") ?? []) : [];
  const target = what === "set-pvid" ? bridge : rest === "" ? undefined : rest;
  const { data } = Given.safeParse({
    what,
    ...(target === undefined ? {} : { target }),
    ...(vid === undefined ? {} : { vid: Number(vid) }),
  });
  return data === undefined ? [] : [data];
}
