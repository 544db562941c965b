import type { Cite } from "#lib/facts/cite.ts";
import type { Smart } from "#lib/facts/smart.ts";
import type { Smartd } from "#lib/facts/smartd.ts";
import type { Level } from "#lib/rules/rule.ts";
import { counted, listed, uniqueBy } from "#lib/rules/shared/wording.ts";

/** Something that smartd.conf leaves out. */
export interface SmartdFault {
  text: string;
  impact: Level;
  at: Cite;
}

/** Values of SMARTD_FAILTYPE (smartd.conf(5)); a script that waits for another one never does anything. */
const failTypes = new Set(
  "EmailTest Health Usage SelfTest ErrorCount CurrentPendingSector OfflineUncorrectableSector Temperature FailedHealthCheck FailedReadSmartData FailedReadSmartErrorLog FailedReadSmartSelfTestLog FailedOpenDevice".split(
    " ",
  ),
);

/** What is missing for smartd to notice a failing disk and to tell somebody. */
export function smartdFaults(smartd: Smartd, smart: Smart): SmartdFault[] {
  const active = smartd.directives.filter(({ ignored, options }) => !ignored && !(options.includes("-d") && options.includes("ignore")));
  const ignored = smartd.directives.filter((directive) => directive.ignored);
  const first = active[0]?.at ?? smartd.at;
  if (active.length === 0) return [{ text: "its configuration names no disk", impact: 3, at: first }];
  const scans = active.some(({ device }) => device === "DEVICESCAN");
  const without = (missing: (directive: Smartd["directives"][number]) => boolean) => active.find(missing);
  const mute = without(({ mail, program }) => mail === null && program === null);
  const blind = without(({ checksFailures }) => !checksFailures);
  const untested = without(({ selfTests }) => selfTests === null);
  const cold = without(({ temperature }) => temperature === null);
  const unlisted = scans
    ? []
    : smart.filter(
        ({ device, unread }) => unread !== "unsupported" && !active.some((one) => one.device === device || one.device.includes("by-id")),
      );
  const hidden = smart.filter(({ unread }) => unread === "behind-controller");
  const reached = active.some(({ options }) => options.some((option) => /^(megaraid|cciss|aacraid|3ware|areca|sssraid),/.test(option)));
  const unknown = smartd.failTypes.filter(({ word }) => !failTypes.has(word));
  return [
    ...(mute ? [{ text: "it tells nobody: neither -m nor -M exec", impact: 3, at: mute.at } satisfies SmartdFault] : []),
    ...(blind
      ? [
          {
            text: "it asks only for the disk's own verdict, not for pending sectors, errors or self-tests",
            impact: 3,
            at: blind.at,
          } satisfies SmartdFault,
        ]
      : []),
    ...ignored
      .slice(0, 1)
      .map(
        ({ at }): SmartdFault => ({ text: `${counted(ignored.length, "line")} after DEVICESCAN that smartd never reads`, impact: 2, at }),
      ),
    ...(unlisted.length > 0
      ? [
          {
            text: `${listed(unlisted.map(({ device }) => device))} ${unlisted.length === 1 ? "is" : "are"} not in its list, and there is no DEVICESCAN`,
            impact: 3,
            at: first,
          } satisfies SmartdFault,
        ]
      : []),
    ...(hidden.length > 0 && !reached
      ? [
          {
            text: "disks behind the RAID controller are out of its sight: no line with -d megaraid,N or cciss,N",
            impact: 3,
            at: first,
          } satisfies SmartdFault,
        ]
      : []),
    ...uniqueBy(unknown, ({ word }) => word).map(
      ({ word, at }): SmartdFault => ({ text: `an alarm script waits for "${word}", which smartd never says`, impact: 3, at }),
    ),
    ...(untested ? [{ text: "it starts no self-tests: no -s", impact: 2, at: untested.at } satisfies SmartdFault] : []),
    ...(cold ? [{ text: "it has no limits of temperature: no -W", impact: 2, at: cold.at } satisfies SmartdFault] : []),
  ];
}
