import { z } from "zod";
import { Cite } from "./cite.ts";

/** A line of smartd.conf(5) that watches a disk, or all of them. */
export const SmartdDirective = z.object({
  /** "DEVICESCAN", or the device as it is written. */
  device: z.string(),
  /** Everything after the device, with what a DEFAULT line before it adds. */
  options: z.array(z.string()),
  /** -s: the regular expression of self-tests. */
  selfTests: z.string().nullable(),
  /** -m: where mail goes; "<nomailer>" where only the program runs. */
  mail: z.string().nullable(),
  /** -M exec: the program that is called in place of mail(1). */
  program: z.string().nullable(),
  /** -W: difference, info and critical limit in degrees Celsius. */
  temperature: z.string().nullable(),
  /** Whether it checks what tells of failures: -a, or -H with -C and -U, or no checks given at all, which means -a. */
  checksFailures: z.boolean(),
  /** It stands behind DEVICESCAN, where smartd stops reading. */
  ignored: z.boolean(),
  at: Cite,
});
export type SmartdDirective = z.infer<typeof SmartdDirective>;

/** Configuration of smartd(8) and the words for which its alarm scripts wait. Absent where there is no smartd.conf. */
export const Smartd = z.object({
  directives: z.array(SmartdDirective),
  /** Values of SMARTD_FAILTYPE that scripts below /etc/smartmontools compare it with. */
  failTypes: z.array(z.object({ word: z.string(), at: Cite })),
  at: Cite,
});
export type Smartd = z.infer<typeof Smartd>;
