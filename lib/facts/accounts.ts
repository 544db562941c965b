import { z } from "zod";
import { Cite } from "./cite.ts";

/** Who can log in when only this host is there: passwd(5), `passwd -S root`, nsswitch.conf(5), the drop-ins of the emergency shell. */
export const Accounts = z.object({
  /** `passwd -S`: has a password ("P", "PS"), locked ("L", "LK"), none ("NP"); `changedOn` is a date. Null where it was not read. */
  root: z.object({ password: z.enum(["set", "locked", "none"]), changedOn: z.string().nullable(), at: Cite }).nullable(),
  /** Whether emergency and rescue mode give a shell without a password (SYSTEMD_SULOGIN_FORCE=1); null where it was not read. */
  emergencyShellOpen: z.boolean().nullable(),
  /** Local users with a shell. */
  users: z.array(z.object({ name: z.string(), uid: z.number().int(), home: z.string(), shell: z.string(), at: Cite })),
  /** The `passwd:` line of nsswitch.conf: "files", "systemd", "sss" … and its citation; null where the file says nothing. */
  sources: z.object({ services: z.array(z.string()), at: Cite }).nullable(),
  /** Lines of login scripts and PAM files that ask the network or all mounts at each login. */
  loginCalls: z.array(z.object({ what: z.enum(["df", "pam_mount"]), at: Cite })),
});
export type Accounts = z.infer<typeof Accounts>;

/** The SSH server's own settings as it would start with them: `sshd -T` (sshd_config(5)), keys in lower case. */
export const SshServer = z.object({
  useDns: z.boolean().nullable(),
  permitRootLogin: z.string().nullable(),
  passwordAuthentication: z.boolean().nullable(),
  /** A program that is asked for keys; null where there is none. */
  authorizedKeysCommand: z.string().nullable(),
  authorizedKeysFiles: z.array(z.string()),
  useDnsAt: Cite.nullable(),
  keysCommandAt: Cite.nullable(),
  at: Cite,
});
export type SshServer = z.infer<typeof SshServer>;
