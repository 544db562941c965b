import { readFact } from "#lib/graph/parts/read.ts";
import { line } from "./line.ts";
import type { RunbookInput, RunbookSection } from "./runbook.ts";

/** Consoles that somebody declared, then those that the host tells of itself. */
export function wayInSection({ host, part, declarations }: RunbookInput): RunbookSection {
  const declared = declarations.flatMap((said) => (said.kind === "out-of-band" && said.host === host ? [said] : []));
  const lines = declared.map(({ by, address, account, lastTestedOn, sharesNetworkWithHost, note }) => {
    const parts = [
      `${by}: ${address}`,
      account === null ? "account: not declared" : `account ${account}`,
      lastTestedOn === null ? "never tested" : `last tested ${lastTestedOn}`,
      ...(sharesNetworkWithHost === true ? ["its way leads through this host: it may be gone too"] : []),
      ...(note === null ? [] : [note]),
    ];
    return line(parts.join("; "));
  });
  const known = new Set(declared.map(({ address }) => address));
  for (const { by, address, at } of part.consoles)
    if (!known.has(address)) lines.push(line(`${by}: ${address}; nobody has declared an account or a test of it`, null, [at]));
  const missing = lines.length === 0 ? "no console is known: declare one under Settings, Declared, before you need it" : null;
  return { title: "The way in", lines, missing };
}

/** Getting a shell when the boot stops, and the kernels there are to go back to. */
export function bootSection({ readings }: RunbookInput): RunbookSection {
  const boot = readFact(readings, "bootState");
  const older = (boot?.entries ?? []).filter(({ kernel }) => kernel !== null && kernel !== boot?.runningKernel).slice(0, 3);
  return {
    title: "When the boot stops",
    lines: [
      line("in the boot menu press e, add this to the line that begins with linux, then Ctrl-X", "systemd.unit=emergency.target"),
      line("if the emergency shell asks for a root password that nobody has, add this instead", "init=/bin/sh"),
      line("make the root file system writable", "mount -o remount,rw /"),
      line("see what failed", "systemctl --failed; journalctl -xb -p err --no-pager | tail -50"),
      ...(boot === undefined ? [] : [line(`the kernel that ran last is ${boot.runningKernel}`, null, [boot.parametersAt])]),
      ...older.map(({ title, at }) => line(`an older one in the menu: ${title}`, null, [at])),
      line("go on with the boot once it is mended", "systemctl default"),
    ],
    missing: boot === undefined ? "the kernels and boot entries could not be read" : null,
  };
}
