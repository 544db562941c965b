import { expect } from "vitest";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { guest, identity, readingsOf } from "#lib/rules/testing/testing.ts";
import { maintenanceTagStale as rule } from "./maintenance-tag-stale.ts";

const tagged = (...tags: string[]) => [guest("web", { id: "101", platform: "qemu", tags })];
const seen = (guests: ReturnType<typeof tagged>, at: string) => ({
  baseline: { seenUntil: new Date(at), readings: readingsOf({ guests }) },
  beforeBoot: null,
});
const host = identity({ clock: "2026-05-01T12:00:00Z" });

describeRule(
  rule,
  { guests: tagged("k8s", "maintenance"), before: seen(tagged("maintenance"), "2026-04-25T00:00:00Z"), identity: host },
  {
    fails: {
      "the tag was there six days ago": [
        {},
        {
          severity: "medium",
          subject: "web",
          title: "1 guest tagged so that alerts keep quiet for more than a day: web",
          remedy: expect.objectContaining({ steps: ["`qm set 101 --tags k8s`"] }),
        },
      ],
      "how long it has been there is not known": [{ before: undefined }, { severity: "low", confidence: "suspected" }],
      "two hours ago": [{ before: seen(tagged("maintenance"), "2026-05-01T10:00:00Z") }, { severity: "low", confidence: "suspected" }],
      "in German, on a container": [
        {
          guests: [guest("web", { id: "101", platform: "lxc", tags: ["wartung"] })],
          before: seen(tagged("wartung"), "2026-04-25T00:00:00Z"),
        },
        { remedy: expect.objectContaining({ steps: ["`pct set 101 --delete tags`"] }) },
      ],
    },
    passes: {
      "other tags": { guests: tagged("k8s", "production") },
      "a word that only holds it": { guests: tagged("maintenance-db") },
      "a template": { guests: [guest("base", { id: "900", platform: "qemu", template: true, tags: ["no-alert"] })] },
      "no guest": { guests: tagged() },
    },
    notApplicable: { "guests of libvirt": { guests: [guest("web")] } },
  },
);
