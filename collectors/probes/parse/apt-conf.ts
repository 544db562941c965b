import type { Section } from "#collectors/probe.ts";
import { type Cite, citeLine } from "#lib/facts/cite.ts";
import { linesOf } from "./sections.ts";

/** A value of apt.conf(5): the full name of its option, "Unattended-Upgrade::Automatic-Reboot", and where it stands. */
export interface AptOption {
  name: string;
  value: string;
  at: Cite;
}

/** Deeper than that no configuration of APT is nested. */
const maximumDepth = 16;
const token = /"([^"\n]{0,1000})"|([{};])|([^\s{};"]{1,200})/g;

/** Options of a file in both spellings, `A::B "x";` and `A { B "x"; };`. Lists give one option for each item, with the list's name. */
export function aptOptions(section: Section): AptOption[] {
  const lines = linesOf(section.text);
  const options: AptOption[] = [];
  const scopes: string[] = [];
  let name = "";
  for (const [index, line] of lines.entries()) {
    for (const [, value, mark, word] of withoutComment(line).matchAll(token)) {
      if (mark === "{") {
        if (scopes.length < maximumDepth) scopes.push(name);
        name = "";
      } else if (mark === "}") {
        scopes.pop();
        name = "";
      } else if (mark === ";") name = "";
      else if (word !== undefined && name === "") name = word;
      else {
        const own = [...scopes, name].filter((part) => part !== "").join("::");
        options.push({ name: own, value: value ?? word ?? "", at: citeLine(section.source, lines, index) });
      }
    }
  }
  return options;
}

/** Comments begin with // or # where no string is open; "https://…" in a string is none. */
function withoutComment(line: string): string {
  const text = line.slice(0, 2000);
  let isOpen = false;
  for (let index = 0; index < text.length; index++) {
    if (text[index] === '"') isOpen = !isOpen;
    if (!isOpen && (text[index] === "#" || text.startsWith("//", index))) return text.slice(0, index);
  }
  return text;
}
