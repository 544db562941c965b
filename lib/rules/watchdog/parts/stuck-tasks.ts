import type { BlockedTask } from "#lib/facts/blocked-tasks.ts";
import type { KernelEvents } from "#lib/facts/events.ts";

/** Programs that are done within minutes wherever storage answers: one that was started a day ago is stuck. */
const longSeconds = 86_400;
const shortLived =
  /^(df|ls|stat|du|find|findmnt|umount|mount|lsof|fuser|sync|lxc-info|pvesm|qm|pct|lvs|vgs|zfs|zpool|cat|cp|mv|rm|updatedb)/;
/** Kernel threads: they go in and out of this state all their lives. */
const kernelThread =
  /^(kworker|kswapd|kcompactd|khugepaged|rcu|migration|scsi_eh|usb-storage|jbd2|xfs|btrfs|loop|nfsd|z_|spl_|arc_|dbu|l2arc|zvol|txg_|dp_|md\d)/;

/**
 * Tasks that have been stuck since yesterday. The age of a process tells nothing about its sleep, unless the kernel complained of it, or
 * the program should have ended long ago.
 */
export function stuckTasks(tasks: readonly BlockedTask[], hung: KernelEvents["events"]): BlockedTask[] {
  return tasks.filter(({ ageSeconds, comm, pid }) => {
    const isKnown = hung.some(({ subject, at }) => (pid === null ? subject === comm : at.text.includes(`:${pid} blocked`)));
    return !kernelThread.test(comm) && (ageSeconds ?? 0) > longSeconds && (isKnown || shortLived.test(comm));
  });
}
