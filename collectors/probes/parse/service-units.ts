import type { Service } from "#lib/facts/services.ts";
import { fieldsOf, integerOf, listOf } from "./escapes.ts";

/** What only `systemctl show` tells. */
export const unread: Omit<Service, "unit" | "unitFileState" | "at"> = {
  loadState: null,
  activeState: null,
  subState: null,
  result: null,
  restarts: null,
  after: [],
  requires: [],
  requiresMountsFor: [],
  wantsMountsFor: [],
  dropIns: [],
  execStartPre: null,
  timeoutStart: null,
};

/** A block of `systemctl show`. */
export function serviceOf(values: ReadonlyMap<string, string>, at: Service["at"]): Service {
  const value = (key: string) => values.get(key) || null;
  // In the order of the alphabet: systemd tells sets in whatever order it holds them.
  const list = (key: string) => fieldsOf(values.get(key) ?? "").sort();
  return {
    unit: values.get("Id") ?? "",
    loadState: value("LoadState"),
    activeState: value("ActiveState"),
    subState: value("SubState"),
    result: value("Result"),
    unitFileState: value("UnitFileState"),
    restarts: restartsOf(value("NRestarts")),
    after: list("After"),
    requires: list("Requires"),
    requiresMountsFor: list("RequiresMountsFor"),
    wantsMountsFor: list("WantsMountsFor"),
    dropIns: list("DropInPaths"),
    execStartPre: commandsOf(values.get("ExecStartPre") ?? ""),
    timeoutStart: value("TimeoutStartUSec"),
    at,
  };
}

/** Counted so far and no further: a unit that fails in a loop must not make a new snapshot at each visit. */
const manyRestarts = 100;

function restartsOf(text: string | null): number | null {
  const count = integerOf(text);
  return count === null ? null : Math.min(count, manyRestarts);
}

/** "{ path=/bin/true ; argv[]=/bin/true -x ; ignore_errors=no ; start_time=[…] … }": the command lines alone, since the times differ at each boot. */
function commandsOf(text: string): string | null {
  const commands = listOf(text, "\n").flatMap((line) => {
    const begin = line.indexOf("argv[]=");
    if (begin < 0) return [];
    const end = line.indexOf(" ; ignore_errors=", begin);
    return [line.slice(begin + "argv[]=".length, end < 0 ? undefined : end).trim()];
  });
  return commands.length > 0 ? commands.join("\n") : null;
}
