import type { AnyRule } from "#lib/rules/rule.ts";
import { loginDependsOnRemote } from "./login-depends-on-remote.ts";
import { noOutOfBandConsole } from "./no-out-of-band-console.ts";
import { outOfBandSharesFate } from "./out-of-band-shares-fate.ts";
import { sshHostKeyChanged } from "./ssh-host-key-changed.ts";
import { untestedOutOfBand } from "./untested-out-of-band.ts";

/** Rules of the family `access`, sorted by id; one line each. */
export const accessRules: readonly AnyRule[] = [
  loginDependsOnRemote,
  noOutOfBandConsole,
  outOfBandSharesFate,
  sshHostKeyChanged,
  untestedOutOfBand,
];
