import { z } from "zod";
import { Cite } from "./cite.ts";

/** Units that systemd calls failed: `systemctl list-units --failed`. */
export const FailedUnits = z.array(z.object({ unit: z.string(), load: z.string(), sub: z.string(), description: z.string(), at: Cite }));
export type FailedUnits = z.infer<typeof FailedUnits>;

/** A mount or automount unit: `systemctl show '*.mount' '*.automount'` (systemd.mount(5)). */
export const MountUnit = z.object({
  unit: z.string(),
  where: z.string(),
  what: z.string(),
  type: z.string(),
  options: z.array(z.string()),
  activeState: z.string(),
  subState: z.string(),
  /** "success", "timeout", "exit-code" … */
  result: z.string(),
  fragmentPath: z.string().nullable(),
  /** "/etc/fstab" where the fstab generator made it. */
  sourcePath: z.string().nullable(),
  requiredBy: z.array(z.string()),
  wantedBy: z.array(z.string()),
  at: Cite,
});
export type MountUnit = z.infer<typeof MountUnit>;

export const MountUnits = z.array(MountUnit);
export type MountUnits = z.infer<typeof MountUnits>;
