import { type CheckView, reason } from "#lib/maintenance/check-view.ts";
import type { Reason } from "#lib/maintenance/pre-check.ts";

/** Temporary changes that are still in place on the window's hosts, or anywhere: somebody counts on things being as they are. */
export function ledgerReasons({ declarations, hosts }: CheckView): Reason[] {
  const names = new Set(hosts.map(({ name }) => name));
  return declarations.flatMap((said): Reason[] => {
    if (said.kind !== "temporary-change" || said.undoneOn !== null || (said.host !== null && !names.has(said.host))) return [];
    return [
      reason({
        weight: "care",
        code: `temporary-change ${said.id}`,
        host: said.host,
        words: `a temporary change is in place${said.host === null ? "" : ` on ${said.host}`}: ${said.what} (${said.owner}, until ${said.expiresOn})`,
        next: `ask ${said.owner} whether it survives this, and put undoing it on the checklist`,
      }),
    ];
  });
}
