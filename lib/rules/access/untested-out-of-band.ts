import { defineRule, NotApplicable } from "#lib/rules/rule.ts";
import { listed } from "#lib/rules/shared/wording.ts";

const dayMilliseconds = 86_400_000;
const testedWithinDays = 365;

export const untestedOutOfBand = defineRule({
  id: "access/untested-out-of-band",
  title: "The console was not used within a year",
  why: "Accounts expire, firmware loses its settings, a browser stops to open the viewer: a console that nobody opened for a year is found broken in the outage.",
  scope: "host",
  scenarios: ["network-change", "reboot", "power-loss"],
  likelihood: 2,
  impact: 3,
  postmortems: ["kvm-pair-panic-reboot"],
  references: ["ipmitool(1)"],
  needs: ["declared"],
  check({ declared }, now) {
    const consoles = declared.flatMap((said) => (said.kind === "out-of-band" && said.by !== "on-site-person" ? [said] : []));
    if (consoles.length === 0) throw new NotApplicable("no console of this host is declared");
    const drills = declared.flatMap((said) => (said.kind === "drill" && said.drill === "console" && said.worked ? [said.on] : []));
    const tests = [...consoles.flatMap(({ lastTestedOn }) => lastTestedOn ?? []), ...drills].toSorted();
    const last = tests.at(-1);
    if (last !== undefined && now.getTime() - Date.parse(last) <= testedWithinDays * dayMilliseconds) return [];
    const names = listed(consoles.map(({ by, address }) => `${by} at ${address}`));
    return [
      {
        subject: listed(consoles.map(({ address }) => address)),
        key: "console",
        title:
          last === undefined
            ? `Nobody has tested the console at ${listed(consoles.map(({ address }) => address))}`
            : `The console was last tested on ${last}`,
        observed: `${names}: ${last === undefined ? "never tested" : `last tested on ${last}`}`,
        expected: "a login and an open console within the last 365 days",
        cite: consoles.map(({ by, address, lastTestedOn }) => ({
          source: "declared",
          line: 1,
          text: `${by} ${address}: tested ${lastTestedOn ?? "never"}`,
        })),
      },
    ];
  },
  remedy: {
    steps: ["In the next window: log in, open the console, read the power state (`ipmitool chassis status`), and note the day here"],
    risk: "None, as long as no power command is given.",
    verify: "ipmitool chassis status",
  },
});
