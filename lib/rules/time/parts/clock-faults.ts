import type { Names } from "#lib/facts/names.ts";
import type { Service } from "#lib/facts/services.ts";
import type { TimeSync } from "#lib/facts/time-sync.ts";
import type { Level, Observation } from "#lib/rules/rule.ts";
import { isAddress } from "#lib/rules/shared/ip-address.ts";
import { listed, shellWord } from "#lib/rules/shared/wording.ts";

const maximumOffsetSeconds = 0.1;
const graveOffsetSeconds = 0.5;
const daemons = /^(chrony|chronyd|ntp|ntpd|ntpsec|openntpd|systemd-timesyncd)\.service$/;

/** No source is followed, or nobody is there who would. */
export function freeRunning(time: TimeSync, impact: Level): Observation[] {
  if (time.synchronised) return [];
  const name = time.daemon ?? "no time daemon";
  const silent = time.sources?.filter((source) => !source.reachable) ?? [];
  const why = whyFree(time.sources, silent);
  return [
    {
      subject: name,
      key: "clock",
      title: `The clock runs free: ${time.daemon === null ? "no time daemon keeps it" : `${name} is not synchronised`}`,
      observed: `${time.at.text.trim().replace(/\s+/g, " ")}${why}`,
      expected: "a time daemon that follows a source",
      cite: [time.at, ...silent.slice(0, 4).map(({ at }) => at), ...time.configured.slice(0, 4).map(({ at }) => at)],
      impact,
      remedy: { steps: stepsFor(time) },
    },
  ];
}

function whyFree(sources: TimeSync["sources"], silent: NonNullable<TimeSync["sources"]>): string {
  if (sources === null) return "";
  if (sources.length === 0) return "; it has no source";
  if (silent.length === 0) return "; its sources answer, and it follows none";
  const names = listed(silent.map(({ address }) => address));
  return silent.length === sources.length ? `; no source answers: Reach 0 for ${names}` : `; Reach 0 for ${names}`;
}

function stepsFor({ daemon, configured }: TimeSync): string[] {
  const [source] = configured;
  const ask =
    source === undefined
      ? []
      : [`See whether ${source.name} can be reached at all: \`ping -c1 ${shellWord(source.name)}\`; NTP needs UDP port 123 both ways.`];
  if (daemon === null)
    return ["Install chrony (`apt install chrony`, `dnf install chrony`): a hypervisor wants a daemon that watches several sources."];
  const where = source?.at.source ?? (daemon === "chrony" ? "/etc/chrony/chrony.conf" : `the configuration of ${daemon}`);
  return [
    ...ask,
    `Put sources that answer into ${where}, by address or as a \`pool\`, then restart ${daemon} and see \`chronyc -n sources\` (\`ntpq -pn\`, \`timedatectl timesync-status\`).`,
  ];
}

/** A source is followed, from afar. The words give the limit that was passed, since the offset itself moves at every visit. */
export function offBy({ offsetSeconds, offsetAt, daemon, at, synchronised }: TimeSync, impact: Level): Observation[] {
  if (!synchronised || offsetSeconds === null || Math.abs(offsetSeconds) <= maximumOffsetSeconds) return [];
  const grave = Math.abs(offsetSeconds) > graveOffsetSeconds;
  const limit = grave ? `${graveOffsetSeconds * 1000} ms` : `${maximumOffsetSeconds * 1000} ms`;
  return [
    {
      subject: daemon ?? "clock",
      key: "offset",
      title: `The clock is more than ${limit} off its sources`,
      observed: `more than ${limit} ${offsetSeconds > 0 ? "ahead of" : "behind"} the sources`,
      expected: `less than ${maximumOffsetSeconds * 1000} ms`,
      cite: [offsetAt ?? at],
      impact: grave ? 3 : impact,
    },
  ];
}

/** Two daemons pull the clock to and fro. */
export function rivals(services: readonly Service[]): Observation[] {
  const active = services.filter((service) => daemons.test(service.unit) && service.activeState === "active");
  const names = [...new Set(active.map(({ unit }) => unit.replace(/^(chrony|ntp)d?\.service$/, "$1.service")))];
  if (names.length < 2) return [];
  return [
    {
      subject: listed(names),
      key: "two daemons",
      title: `${listed(names)} set the clock at the same time`,
      observed: `${listed(names)} are active`,
      expected: "one time daemon",
      cite: active.map(({ at }) => at),
      remedy: { steps: [`Keep one of them: \`systemctl disable --now ${shellWord(names[1] ?? "")}\`.`] },
    },
  ];
}

/** The kernel takes the hardware clock for UTC until something tells it otherwise. */
export function localRtc({ localRtc: isLocal, localRtcAt }: TimeSync): Observation[] {
  if (!isLocal || localRtcAt === null) return [];
  return [
    {
      subject: "hardware clock",
      title: "The hardware clock runs in local time",
      observed: localRtcAt.text.trim(),
      expected: "UTC: local time is an hour off after each change to or from summer time, until a daemon corrects it",
      cite: [localRtcAt],
      likelihood: 2,
      remedy: { steps: ["`timedatectl set-local-rtc 0`"], verify: "timedatectl show -p LocalRTC" },
    },
  ];
}

/** The servers' addresses: as the daemon lists them, else as the configuration or hosts(5) spell them. */
export function sourceAddresses({ configured, sources }: TimeSync, names: Names | undefined): string[] {
  const hosts = new Map((names?.hosts ?? []).flatMap((entry) => entry.names.map((name) => [name, entry.address] as const)));
  const listedOnes = (sources ?? []).map(({ address }) => address).filter(isAddress);
  if (listedOnes.length > 0) return [...new Set(listedOnes)];
  return [...new Set(configured.map(({ name }) => hosts.get(name) ?? name))];
}
