import type { BlockedTask, BlockedTasks } from "#lib/facts/blocked-tasks.ts";
import type { KernelEvents } from "#lib/facts/events.ts";
import type { Mount } from "#lib/facts/mounts.ts";
import type { Remedy } from "#lib/rules/rule.ts";
import { optionValues } from "#lib/rules/shared/fstab-options.ts";
import { serversOfMount } from "#lib/rules/shared/network-servers.ts";
import { groupBy, shellWord } from "#lib/rules/shared/wording.ts";

/** Kernel functions in which a task waits for a file server: SUNRPC and NFS (not nfsd, which is one), CIFS, Ceph. */
const remoteWait = /^(_*rpc_|_*nfs[34]?_|cifs_|smb2?_|wait_for_response|ceph_|wait_on_commit)/;
/** Programs that are done at once wherever the file system answers. */
const shortLived = /^(df|ls|stat|du|findmnt|mountpoint|umount|lsof|fuser|sync|find)$/;
const longForShortLivedSeconds = 30;
/** How long a line of the log counts by itself. */
const recentMs = { soft: 15 * 60 * 1000, hard: 60 * 60 * 1000 };
/** Share of the last five minutes in which nothing else went on. */
const standstillPercent = 50;

/** The kernel's thread that brings the state of an NFS server back is named after it, and cut to 15 characters in older kernels. */
export function serverOfThread(comm: string): string | null {
  return /^([0-9a-f]*[.:][0-9a-f.:]+)-m?a?n?a?g?e?r?$/i.exec(comm)?.[1] ?? null;
}

/** Tasks that wait for a file server now: also a server that is busy has some for a moment. */
export function waitingForServer(tasks: readonly BlockedTask[]): BlockedTask[] {
  return tasks.filter(({ wchan, comm }) => (wchan !== null && remoteWait.test(wchan)) || serverOfThread(comm) !== null);
}

/** Whether tasks that wait for a server have done so for long: one look at them does not tell. */
export function waitsForLong(
  waiting: readonly BlockedTask[],
  ioPressure: BlockedTasks["ioPressure"] | undefined,
  log: KernelEvents | undefined,
): boolean {
  const hung = (log?.events ?? []).filter(({ kind }) => kind === "hung-task");
  const isHung = waiting.some(({ pid, comm }) =>
    hung.some(({ subject, at }) => (pid === null ? subject === comm.slice(0, 15) : at.text.includes(`:${pid} blocked`))),
  );
  if (isHung) return true;
  if (waiting.length < 2) return false;
  const isLate = waiting.some(({ comm, ageSeconds }) => shortLived.test(comm) && (ageSeconds ?? 0) >= longForShortLivedSeconds);
  const recovers = waiting.some(({ comm }) => serverOfThread(comm) !== null);
  return isLate || recovers || (ioPressure?.full?.fiveMinutesPercent ?? 0) >= standstillPercent;
}

/**
 * Servers of which the log's last word is that they do not respond; its events stand newest first. A soft mount that
 * gives up ("timed out") never says OK, nor does CIFS ("Reconnecting") or a task that was killed: such a line counts while it is young, or
 * while tasks still wait.
 */
export function silentServers(
  log: KernelEvents | undefined,
  { clock, isLong, isAsked }: { clock: Date; isLong: boolean; isAsked: boolean },
): KernelEvents["events"] {
  const events = log?.events ?? [];
  return events.filter(({ kind, subject, lastAt, at }, index) => {
    if (kind !== "nfs-not-responding" || events.slice(0, index).some((newer) => newer.kind === "nfs-ok" && newer.subject === subject))
      return false;
    const gaveUp = /timed out|Reconnecting/.test(at.text);
    const ageMs = lastAt === null ? Number.POSITIVE_INFINITY : clock.getTime() - Date.parse(lastAt);
    return isLong || ageMs < (gaveUp ? recentMs.soft : recentMs.hard) || (isAsked && !gaveUp);
  });
}

/**
 * Servers that do not answer, each once with its mounts: the log names them as the mount does, the kernel's thread by address. Where
 * neither names one, all remote mounts are meant.
 */
export function deadServers(silent: KernelEvents["events"], waiting: readonly BlockedTask[], remote: readonly Mount[]) {
  const mountsOf = (name: string) =>
    remote.filter((mount) => serversOfMount(mount).includes(name) || optionValues(mount.superOptions, "addr").includes(name));
  const nameOf = (name: string) => mountsOf(name).flatMap(serversOfMount)[0] ?? name;
  const named = [...silent.flatMap(({ subject }) => subject ?? []), ...waiting.flatMap(({ comm }) => serverOfThread(comm) ?? [])];
  const mounted = named.length > 0 ? named : remote.flatMap(serversOfMount);
  const candidates = mounted.length > 0 ? mounted : ["a server without a mount"];
  return [...groupBy(candidates, nameOf)].map(([server, names]) => ({
    server,
    own: mountsOf(server),
    events: silent.filter(({ subject }) => subject !== null && names.includes(subject)),
  }));
}

/** Nothing is mounted: a script, a timer or a monitor asks for the dead server again and again. */
export function leftoverRemedy(server: string, alias: string | undefined): Partial<Remedy> {
  const words = [server, ...(alias === undefined ? [] : [alias])].map((word) => `-e ${shellWord(word)}`).join(" ");
  return {
    steps: [
      `Find what still asks for it: \`grep -rlF ${words} /etc /usr/local /var/spool/cron\``,
      "Take it out, then plan a reboot: the stuck tasks end with nothing else",
    ],
  };
}

/** Why nothing found is no proof that every server answers: tasks wait, and it is not known for how long or for what; null where it is one. */
export function whyUnclear(
  tasks: readonly BlockedTask[] | undefined,
  waiting: readonly BlockedTask[],
  remote: readonly Mount[],
  log: KernelEvents | undefined,
): string | null {
  if (tasks === undefined) return "which tasks are stuck could not be read";
  if (waiting.length > 1 && log === undefined) return "tasks wait for a file server, and the kernel's log could not be read";
  const isHidden = remote.length > 0 && tasks.length > 1 && tasks.every(({ wchan }) => wchan === null);
  return isHidden ? "tasks are stuck, and the login may not see what they wait for" : null;
}
