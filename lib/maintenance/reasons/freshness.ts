import { type CheckView, reason } from "#lib/maintenance/check-view.ts";
import type { Reason } from "#lib/maintenance/pre-check.ts";
import { counted, listed } from "#lib/rules/shared/wording.ts";

/** Below this share of decided rules a host is mostly dark. */
const goodCoverage = 0.9;

/** Hosts that could not be read now: what they would do is not known, so nothing is safe. */
export function unreadReasons({ hosts }: CheckView): Reason[] {
  return hosts.flatMap((host): Reason[] => {
    if (!host.isFresh) {
      const last =
        host.seenAt === null ? "it was never read" : `what is known is of ${host.seenAt.toISOString().slice(0, 16).replace("T", " ")} UTC`;
      return [
        reason({
          weight: "blocker",
          code: "not-read",
          host: host.name,
          words: `${host.name} could not be read now: ${last}`,
          next: host.error ?? `collect ${host.name} again, or read it by hand with the bundle script`,
        }),
      ];
    }
    const { unread } = host.part;
    const dark = host.coverage !== null && host.coverage < goodCoverage;
    if (unread.length === 0 && !dark) return [];
    const facts = unread.length === 0 ? "" : `: ${counted(unread.length, "fact")} could not be read (${listed(unread, 4)})`;
    const share = dark ? ` ${Math.floor((host.coverage ?? 0) * 100)} % of its rules are decided` : " part of it is dark";
    return [
      reason({
        weight: "care",
        code: "partly-read",
        host: host.name,
        words: `${host.name} is only partly seen,${share}${facts}`,
        next: "look at what could not be read on its page, and allow it",
      }),
    ];
  });
}
