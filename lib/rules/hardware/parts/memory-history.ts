import type { Bmc } from "#lib/facts/bmc.ts";
import type { Cite } from "#lib/facts/cite.ts";
import type { KernelEvents } from "#lib/facts/events.ts";
import type { MemoryErrors } from "#lib/facts/memory-errors.ts";
import { isWithinDays } from "#lib/rules/shared/hardware.ts";

/** Corrected errors of the last so many days are told. */
export const recentDays = 14;
/** So many a day, on average since boot, are more than cosmic rays; so many reports in two weeks too. */
const manyADay = 10;
const manyReports = 3;

/** A module, or what stands for it, with what is known of its errors. */
export interface MemoryHistory {
  label: string;
  correctable: number;
  uncorrectable: number;
  /** An error was not corrected. */
  failed: boolean;
  /** Corrected errors go on: `many` of them, a `few`, or none lately. */
  lately: "many" | "few" | "none";
  cite: Cite[];
}

/** Everything that memory errors are read from. */
export interface MemorySources {
  counts: MemoryErrors | undefined;
  /** Counts at an earlier visit. */
  earlier: MemoryErrors | undefined;
  log: KernelEvents;
  bmc: Bmc | undefined;
  uptimeDays: number;
  at: Date;
}

/** Modules that had errors, by the kernel's counters and its log; the management controller's log says only whether they go on. */
export function memoryHistories({ counts, earlier, log, bmc, uptimeDays, at }: MemorySources): MemoryHistory[] {
  const known = modulesOf(counts);
  const before = earlier && modulesOf(earlier);
  const logged = log.events.filter(
    ({ kind, lastAt }) => kind === "memory-failure" || (kind === "memory-error" && isWithinDays(lastAt, recentDays, at)),
  );
  const inBmc = bmc ? correctedInBmc(bmc, at) : [];
  const labels = new Set([...known.map(({ label }) => label), ...logged.map(({ subject }) => subject ?? "memory")]);
  if (labels.size === 0 && inBmc.length > 0) labels.add("memory");
  return [...labels].map((label) => {
    const own = known.find((one) => one.label === label);
    const lines = logged.filter(({ subject }) => (subject ?? "memory") === label);
    const [correctable, uncorrectable] = [own?.correctable ?? 0, own?.uncorrectable ?? 0];
    const was = before ? (before.find((one) => one.label === label)?.correctable ?? 0) : null;
    const growth = was === null ? 0 : correctable - was;
    const reports = lines.reduce((sum, { count }) => sum + count, 0) + inBmc.length;
    const isMany =
      reports >= manyReports ||
      growth > manyADay ||
      (reports > 0 && correctable > manyADay) ||
      (was === null && correctable / uptimeDays > manyADay);
    return {
      label,
      correctable,
      uncorrectable,
      failed: uncorrectable > 0 || lines.some(({ kind }) => kind === "memory-failure"),
      lately: isMany ? "many" : reports > 0 || growth > 0 ? "few" : "none",
      cite: [...(own ? [own.at] : []), ...[...lines, ...inBmc].map((one) => one.at)],
    };
  });
}

/** Modules that had errors, or the controllers where no driver tells modules apart. */
function modulesOf(counts: MemoryErrors | undefined): MemoryErrors["modules"] {
  const modules = (counts?.modules ?? []).filter(({ correctable, uncorrectable }) => correctable + uncorrectable > 0);
  const controllers = (counts?.controllers ?? []).filter(({ correctable, uncorrectable }) => correctable + uncorrectable > 0);
  return modules.length > 0 ? modules : controllers.map(({ name, ...one }) => ({ label: `memory controller ${name}`, ...one }));
}

function correctedInBmc({ events }: Bmc, at: Date) {
  return (events ?? []).filter(
    ({ event, asserted, loggedAt }) =>
      /\bcorrectable (ECC|memory)/i.test(event) && asserted !== false && loggedAt !== null && isWithinDays(loggedAt, recentDays, at),
  );
}
