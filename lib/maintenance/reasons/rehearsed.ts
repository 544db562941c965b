import type { Step } from "#lib/graph/rehearsal.ts";
import { type CheckView, reason, searchOf } from "#lib/maintenance/check-view.ts";
import type { Reason } from "#lib/maintenance/pre-check.ts";
import type { RolledStep } from "#lib/maintenance/rolling.ts";
import { counted, listed } from "#lib/rules/shared/wording.ts";

/** What the rehearsal of each action says against it. */
export function rehearsedReasons(view: CheckView): Reason[] {
  return view.rolled.flatMap((rolled) => {
    const own = { host: rolled.host?.name ?? null, rehearsal: searchOf(rolled) };
    if (rolled.played === null) return [{ ...notInGraph(rolled), ...own, rehearsal: null }];
    const reasons = [
      ...staysDown(rolled),
      ...guestsOff(rolled),
      ...comesBackPoorer(rolled),
      ...lostQuorum(rolled),
      ...lostByOthers(rolled),
      ...narrow(rolled),
      ...unnoticed(rolled),
      ...smaller(rolled),
    ];
    return reasons.map((one) => ({ ...one, ...own }));
  });
}

function notInGraph({ action, host }: RolledStep): Reason {
  const subject = action.subject ?? host?.name ?? "the host";
  return reason({
    weight: "blocker",
    code: "not-rehearsed",
    words: `${subject} is not in what hosts told last: this step could not be rehearsed`,
    next: "check the name, then run the pre-check again",
  });
}

function because({ because: { rule, evidence } }: Step): Pick<Reason, "rule" | "evidence"> {
  return { rule, evidence: evidence.slice(0, 4) };
}

/** Hosts that are down, hang or are cut off when it should be over. Being cut off is what a network change risks anyway: there it is care. */
function staysDown({ stays, action }: RolledStep): Reason[] {
  return stays
    .filter(({ node }) => node.kind === "host")
    .map((step) =>
      reason({
        weight: action.what === "network-change" && step.state === "isolated" ? "care" : "blocker",
        code: "stays-down",
        words: step.words,
        next: "take away the cause, or plan the way in by console",
        ...because(step),
      }),
    );
}

/** Guests that stay off although their host comes back. */
function guestsOff({ stays }: RolledStep): Reason[] {
  const hostsOut = new Set(stays.filter(({ node }) => node.kind === "host").map(({ node }) => node.id));
  const off = stays.filter(
    ({ node, state, because: { node: cause } }) => node.kind === "guest" && state !== "hung" && !hostsOut.has(cause?.id ?? ""),
  );
  const [first] = off;
  if (first === undefined) return [];
  const names = [...new Set(off.map(({ node }) => node.name))];
  return [
    reason({
      weight: "blocker",
      code: "guests-stay-off",
      words: `${counted(names.length, "guest")} would not come back by ${names.length === 1 ? "itself" : "themselves"}: ${listed(names, 6)}; ${first.words}`,
      next: "correct it before, or put starting them by hand on the checklist",
      ...because(first),
    }),
  ];
}

/** Hosts that come up, and not as they were. */
function comesBackPoorer({ poorer }: RolledStep): Reason[] {
  return poorer
    .filter(({ node }) => node.kind === "host")
    .map((step) => {
      const next = "correct it before, or know it for the moment when it shows";
      return reason({ weight: "care", code: "comes-back-poorer", words: step.words, next, ...because(step) });
    });
}

function lostQuorum({ played }: RolledStep): Reason[] {
  return (played?.votes ?? []).flatMap(({ cluster, have, need }) => {
    if (have > need) return [];
    const lost = have < need;
    return [
      reason({
        weight: lost ? "blocker" : "care",
        code: "quorum",
        words: lost
          ? `cluster ${cluster} loses its quorum: ${have} of ${counted(need, "needed vote")} left`
          : `cluster ${cluster} has no vote to spare while it lasts: ${have} of ${counted(need, "needed vote")}`,
        next: lost ? "restore missing votes or the quorum device first" : "do nothing else in this cluster meanwhile",
      }),
    ];
  });
}

/** Other hosts that lose their last DNS server, or their way out, while it lasts. */
function lostByOthers({ played, host }: RolledStep): Reason[] {
  const others = (played?.steps ?? []).filter(
    ({ phase, node, state }) => phase === "impact" && state === "degraded" && node.kind === "host" && node.name !== host?.name,
  );
  return (["dns", "gateway"] as const).flatMap((kind) => {
    const dark = others.filter(({ because: { node } }) => node?.kind === kind);
    const [first] = dark;
    if (first === undefined) return [];
    const names = listed([...new Set(dark.map(({ node }) => node.name))], 4);
    return [
      reason({
        weight: kind === "dns" ? "blocker" : "care",
        code: `only-${kind}`,
        words: `${counted(dark.length, "other host")} would ${kind === "dns" ? "resolve no name" : "have no way out"} meanwhile: ${names}; ${first.words}`,
        next: kind === "dns" ? "start a second DNS server elsewhere, and have it asked" : "move the gateway away first, or tell its users",
        ...because(first),
      }),
    ];
  });
}

function narrow({ margins }: RolledStep): Reason[] {
  return margins.slice(0, 3).map(({ node, stays }) =>
    reason({
      weight: "care",
      code: "narrow-margin",
      words: `without ${node.name} meanwhile, ${listed(
        stays.map(({ name }) => name),
        4,
      )} would not come back`,
      next: `see that ${node.name} answers right before, and leave it alone`,
    }),
  );
}

function unnoticed({ played }: RolledStep): Reason[] {
  const count = played?.unnoticed.length ?? 0;
  if (count === 0) return [];
  return [
    reason({
      weight: "care",
      code: "unnoticed",
      words: `nobody would be told of ${counted(count, "thing")} that ${count === 1 ? "fails" : "fail"} meanwhile: every way of an alert is gone by then`,
      next: "watch by hand while it lasts",
    }),
  ];
}

function smaller({ played }: RolledStep): Reason[] {
  if (played === null || played.tryFirst === null) return [];
  return [reason({ weight: "care", code: "try-first", words: played.tryFirst })];
}
