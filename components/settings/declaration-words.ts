import { type Declaration, staleAfterDays } from "#lib/facts/declared.ts";
import { consoleWords, drillWords, standsWords } from "./declaration-fields.ts";

const worked = (yes: boolean) => (yes ? "worked" : "did not work");

/** What was declared, as one line. */
export function declarationWords(said: Declaration): string {
  switch (said.kind) {
    case "out-of-band":
      return `${consoleWords[said.by]} at ${said.address}${said.account === null ? "" : ` as ${said.account}`}; ${tested(said.lastTestedOn)}`;
    case "switch-port":
      return `${said.interface} on ${said.switch} ${said.port}: native VLAN ${said.nativeVlan ?? "none"}, tagged ${said.allowedVlans ?? "not said"}`;
    case "storage-server":
      return `${said.server} is ${standsWords[said.stands]}${said.guest === null ? "" : ` (${said.guest})`}`;
    case "external-probe":
      return `${said.target} is checked by ${said.checkedBy}; ${said.lastFiredOn === null ? "not seen to fire" : `fired ${said.lastFiredOn}`}`;
    case "restore-test":
      return `Restore of ${said.subject} on ${said.on} ${worked(said.worked)}`;
    case "drill":
      return `Drill, ${drillWords[said.drill]}, on ${said.on} ${worked(said.worked)}`;
    case "temporary-change":
      return `${said.what} (${said.owner}), ${said.undoneOn === null ? `to be undone by ${said.expiresOn}` : `undone ${said.undoneOn}`}`;
  }
}

function tested(on: string | null): string {
  return on === null ? "never tested" : `tested ${on}`;
}

/** Whether something was said too long ago to be relied on. Events of the past and what has an end of its own do not age. */
export function isStale(said: Declaration, now: Date): boolean {
  if (said.kind === "restore-test" || said.kind === "drill" || said.kind === "temporary-change") return false;
  return now.getTime() - Date.parse(said.declaredAt) > staleAfterDays * 86_400_000;
}
