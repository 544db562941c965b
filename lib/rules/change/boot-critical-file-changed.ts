import type { Facts } from "#lib/facts/index.ts";
import type { Earlier } from "#lib/rules/context.ts";
import { defineRule, Undecidable } from "#lib/rules/rule.ts";
import { peerFact } from "#lib/rules/shared/peers.ts";
import { listed, maximumCites } from "#lib/rules/shared/wording.ts";
import { type ConfigurationFact, configurationChanges, configurationFacts } from "./parts/configuration-changes.ts";
import { requireSameMachine } from "./parts/since.ts";

export const bootCriticalFileChanged = defineRule({
  id: "change/boot-critical-file-changed",
  title: "A file that decides about the next boot is not what it was",
  why: "Until the host has booted with it, nobody knows that it does. Who changed it today still knows why; after the next power cut nobody will.",
  scope: "host",
  scenarios: ["reboot", "power-loss"],
  likelihood: 2,
  impact: 2,
  needs: ["before", "identity"],
  wants: configurationFacts,
  check({ before, identity, ...now }) {
    requireSameMachine(before.baseline, identity);
    const was = earlierConfiguration(before.baseline);
    if (!configurationFacts.some((name) => was[name] !== undefined && now[name] !== undefined)) {
      throw new Undecidable("none of these files was read both before and now");
    }
    return configurationChanges(was, now).map(({ file, texts, cite }) => ({
      subject: file,
      title: `${file} is not what it was: ${texts.length === 1 ? texts[0] : `${texts.length} lines differ`}`,
      observed: listed(texts, 8),
      expected: "as before, or a change that somebody confirmed",
      cite: cite.slice(0, maximumCites),
    }));
  },
  remedy: {
    steps: [
      "Was it meant? Then write down who and why, and mark this state as good.",
      "Not meant: look for an update or a tool that wrote it (`/var/log/apt/history.log`, `journalctl --since -7d`), and put the former text back.",
    ],
    risk: "Putting back a network file over SSH can cut the host off: have the console open.",
    verify: "systemctl --failed; findmnt --verify",
  },
  references: ["fstab(5)", "interfaces(5)", "hosts(5)"],
});

function earlierConfiguration(baseline: Earlier): { [Name in ConfigurationFact]?: Facts[Name] | undefined } {
  return Object.fromEntries(configurationFacts.map((name) => [name, peerFact(baseline, name)]));
}
