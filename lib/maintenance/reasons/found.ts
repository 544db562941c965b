import type { Finding } from "#lib/engine/judgement.ts";
import type { CheckedHost } from "#lib/maintenance/check-input.ts";
import { boots, type CheckView, isDoneTo, reason } from "#lib/maintenance/check-view.ts";
import type { Reason } from "#lib/maintenance/pre-check.ts";
import type { ActionKind } from "#lib/maintenance/window.ts";
import type { Scenario } from "#lib/rules/rule.ts";

const anything: ReadonlySet<ActionKind> = new Set([...boots, "network-change", "storage-change", "guest-restart"]);
const losesConsole: ReadonlySet<ActionKind> = new Set([...boots, "network-change"]);
const losesDisk: ReadonlySet<ActionKind> = new Set(["upgrade", "hardware-change", "power-off-all", "storage-change"]);
const movesCards: ReadonlySet<ActionKind> = new Set(["hardware-change"]);
const restartsGuests: ReadonlySet<ActionKind> = new Set([...boots, "guest-restart"]);

/** Findings that speak against an action whatever the rehearsal says; where the rule is unknown, care takes the place of the blocker. */
const blockers: Readonly<Record<string, ReadonlySet<ActionKind>>> = {
  "access/no-out-of-band-console": losesConsole,
  "backup/pve-config-not-backed-up": losesDisk,
  "boot/boot-entries-stale": boots,
  "bridge/pending-network-config": boots,
  "change/pending-guest-pci-layout": restartsGuests,
  "nic/config-bound-to-unstable-name": movesCards,
  "nic/configured-interface-absent": boots,
  "nic/mac-pin-stale": boots,
  "storage/fstab-unknown-device": boots,
  "updates/half-installed-packages": boots,
};

/** What an action sets off, in the words of the catalogue. */
const scenariosOf: Readonly<Record<ActionKind, readonly Scenario[]>> = {
  reboot: ["reboot", "node-loss"],
  upgrade: ["reboot", "node-loss"],
  "network-change": ["network-change"],
  "storage-change": ["nas-loss"],
  "hardware-change": ["reboot", "node-loss", "hardware-fault"],
  "power-off-all": ["power-loss"],
  "guest-restart": ["guest-restart"],
};

/** Open findings of the window's hosts, as far as its actions set them off; `told` are rules that the rehearsal has named already. */
export function foundReasons(view: CheckView, told: ReadonlySet<string>): Reason[] {
  return view.hosts.flatMap((host) => [...ofFindings(view, host, told), ...ofUnknown(view, host)]);
}

function ofFindings(view: CheckView, host: CheckedHost, told: ReadonlySet<string>): Reason[] {
  const setOff = new Set([...(view.actionsOf.get(host.name) ?? [])].flatMap((kind) => scenariosOf[kind]));
  return host.findings.flatMap((finding): Reason[] => {
    const speaks = isBlocker(view, host, finding.rule);
    if (!speaks && (told.has(finding.rule) || !isGrave(finding) || !finding.scenarios.some((scenario) => setOff.has(scenario)))) return [];
    return [
      reason({
        weight: speaks ? "blocker" : "care",
        code: finding.rule,
        host: host.name,
        words: `${finding.title}: ${finding.observed}`,
        next: finding.remedy.steps[0] ?? null,
        rule: finding.rule,
        evidence: finding.evidence.slice(0, 4),
      }),
    ];
  });
}

function isBlocker(view: CheckView, host: CheckedHost, rule: string): boolean {
  const kinds = blockers[rule];
  return kinds !== undefined && isDoneTo(view, host, kinds);
}

function isGrave({ severity }: Finding): boolean {
  return severity === "critical" || severity === "high";
}

/** A rule that would block and could not be decided is no pass. */
function ofUnknown(view: CheckView, host: CheckedHost): Reason[] {
  if (!host.isFresh || !isDoneTo(view, host, anything)) return [];
  return host.verdicts
    .filter(({ rule, verdict }) => verdict === "unknown" && isBlocker(view, host, rule))
    .map(({ rule, because }) =>
      reason({
        weight: "care",
        code: rule,
        host: host.name,
        words: `${host.name}: ${rule} could not be decided${because === null ? "" : `: ${because}`}`,
        next: "look by hand before you begin",
        rule,
      }),
    );
}

/** Rules that block some action: a test holds them to the catalogue. */
export const blockingRules = Object.keys(blockers);
