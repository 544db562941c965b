import type { Section } from "#collectors/probe.ts";
import type { Accounts, SshServer } from "#lib/facts/accounts.ts";
import { type Cite, citeLine } from "#lib/facts/cite.ts";
import { fieldsOf, integerOf } from "./escapes.ts";
import { linesOf } from "./sections.ts";

/** "root P 2025-03-11 0 …" of Debian, "root PS 2025-03-11 …" of RHEL, "root L 03/11/2025 …" of old versions. */
export function passwordState(section: Section): Accounts["root"] {
  const lines = linesOf(section.text);
  const index = lines.findIndex((line) => line.startsWith("root "));
  const [, letters = "", date = ""] = fieldsOf(lines[index] ?? "");
  const password = /^PS?$/.test(letters) ? "set" : /^LK?$/.test(letters) ? "locked" : letters === "NP" ? "none" : null;
  if (password === null) throw new Error(`${section.source} does not tell the state of the password`);
  const american = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(date);
  const changedOn = american ? `${american[3]}-${american[1]}-${american[2]}` : /^\d{4}-\d\d-\d\d$/.test(date) ? date : null;
  return { password, changedOn, at: citeLine(section.source, lines, index) };
}

/** Users whose shell lets them in. */
export function usersOf(section: Section): Accounts["users"] {
  const lines = linesOf(section.text);
  return lines.flatMap((line, index) => {
    const [name = "", , uid = "", , , home = "", shell = ""] = line.split(":");
    const number = integerOf(uid);
    if (number === null || number < 0 || !/^\/\S*sh$/.test(shell)) return [];
    return [{ name, uid: number, home, shell, at: citeLine(section.source, lines, index) }];
  });
}

/** Services of the `passwd:` line of nsswitch.conf(5), without the actions in brackets. */
export function passwdSources(section: Section): Accounts["sources"] {
  const lines = linesOf(section.text);
  const index = lines.findIndex((line) => /^\s*passwd:/.test(line));
  if (index < 0) return null;
  const text = (lines[index] ?? "").replace(/^\s*passwd:/, "").replace(/\[[^\][]*\]/g, " ");
  return { services: fieldsOf(text.split("#")[0] ?? ""), at: citeLine(section.source, lines, index) };
}

/** A `df` of a login script that asks all mounts: neither told to stay on local file systems (-l) nor given a path of its own. */
export function loginCalls(section: Section): Accounts["loginCalls"] {
  const lines = linesOf(section.text);
  return lines.flatMap((line, index) => {
    const commands = line
      .slice(0, 400)
      .replace(/#.*/, "")
      .split(/[|;&(`)]/);
    return commands.some(asksAllMounts) ? [{ what: "df" as const, at: citeLine(section.source, lines, index) }] : [];
  });
}

function asksAllMounts(command: string): boolean {
  const [tool = "", ...words] = fieldsOf(command.replace(/\d?>\s*\S*/g, ""));
  if (!/^(\/usr)?(\/bin\/)?df$/.test(tool)) return false;
  return words.every((word) => word.startsWith("-") && word !== "--local" && !/^-[A-Za-z]*l/.test(word));
}

/** Keys of `sshd -T`, each with its line. */
export function sshServerOf(section: Section): SshServer {
  const lines = linesOf(section.text);
  const said = new Map<string, { value: string; at: Cite }>();
  for (const [index, line] of lines.entries()) {
    const [key = "", ...rest] = fieldsOf(line);
    if (!said.has(key)) said.set(key.toLowerCase(), { value: rest.join(" "), at: citeLine(section.source, lines, index) });
  }
  const port = said.get("port");
  if (!port) throw new Error(`${section.source} tells no port`);
  const value = (key: string) => said.get(key)?.value ?? null;
  const yes = (key: string) => (value(key) === null ? null : value(key) === "yes");
  const command = value("authorizedkeyscommand");
  return {
    useDns: yes("usedns"),
    permitRootLogin: value("permitrootlogin"),
    passwordAuthentication: yes("passwordauthentication"),
    authorizedKeysCommand: command === "none" ? null : command,
    authorizedKeysFiles: fieldsOf(value("authorizedkeysfile") ?? ""),
    useDnsAt: said.get("usedns")?.at ?? null,
    keysCommandAt: command === null || command === "none" ? null : (said.get("authorizedkeyscommand")?.at ?? null),
    at: port.at,
  };
}
