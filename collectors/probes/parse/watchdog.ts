import type { Section } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { Watchdog } from "#lib/facts/watchdog.ts";
import { integerOf } from "./escapes.ts";
import { linesOf } from "./sections.ts";

/** Keys of watchdog.conf(5) by which it tests something beside itself. */
const testKeys =
  /^(file|change|pidfile|ping|interface|test-binary|test-directory|max-load-\d+|min-memory|allocatable-memory|max-temperature|temperature-(sensor|device))$/;
/** What watchdog(8) assumes where the file does not say. */
const defaultTimeoutSeconds = 60;
const defaultIntervalSeconds = 1;
const unitSeconds: Readonly<Record<string, number>> = { us: 1e-6, ms: 1e-3, s: 1, min: 60, h: 3600, d: 86_400 };

/** watchdog.conf(5); null where it sets no device, which leaves the hardware alone. */
export function daemonOf(file: Section): Watchdog["daemon"] {
  const lines = linesOf(file.text);
  const entries = lines.flatMap((line, index) => {
    const [, key = "", value = ""] = /^\s*([a-z0-9-]+)\s*=\s*([^#]*?)\s*(?:#.*)?$/.exec(line.slice(0, 400)) ?? [];
    return key === "" ? [] : [{ key, value, index }];
  });
  const last = (key: string) => entries.findLast((entry) => entry.key === key);
  const device = last("watchdog-device");
  if (!device) return null;
  return {
    device: device.value || null,
    timeoutSeconds: integerOf(last("watchdog-timeout")?.value) ?? defaultTimeoutSeconds,
    intervalSeconds: integerOf(last("interval")?.value) ?? defaultIntervalSeconds,
    tests: [...new Set(entries.filter(({ key, value }) => testKeys.test(key) && value !== "" && value !== "0").map(({ key }) => key))],
    at: citeLine(file.source, lines, device.index),
  };
}

/** A time span of systemd.time(7): "0", "30s", "1min 30s", "infinity"; null where it is none. */
export function secondsOf(span: string): number | null {
  const text = span.trim();
  if (text === "0") return 0;
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(us|ms|s|min|h|d)\b/g)];
  return parts.length === 0 ? null : parts.reduce((sum, [, value, unit]) => sum + Number(value) * (unitSeconds[unit ?? ""] ?? 0), 0);
}
