import { z } from "zod";
import { Cite } from "./cite.ts";

/** A mount of the login's namespace, from /proc/self/mountinfo (proc_pid_mountinfo(5)), octal escapes decoded; else /proc/mounts. */
export const Mount = z.object({
  mountPoint: z.string(),
  type: z.string(),
  /** What is mounted: a device, "server:/export", "systemd-1" for an idle automount. */
  source: z.string(),
  /** The directory inside the file system that is mounted: other than "/" for a bind mount; null from /proc/mounts. */
  root: z.string().nullable(),
  options: z.array(z.string()),
  superOptions: z.array(z.string()),
  at: Cite,
});
export type Mount = z.infer<typeof Mount>;

export const Mounts = z.array(Mount);
export type Mounts = z.infer<typeof Mounts>;
