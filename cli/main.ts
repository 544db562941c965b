import { Command, InvalidArgumentError } from "commander";
import { plainText } from "#lib/plain-text.ts";
import { Severity } from "#lib/rules/severity.ts";
import { type CheckOptions, check } from "./check.ts";
import { exitStatus } from "./exit-status.ts";
import { defaultScriptPath, probeAuthorizedKey, probeScript, probeSudoers } from "./probe-command.ts";

const program = new Command("bulkhead")
  .description("Finds the latent faults of KVM/libvirt and Proxmox hosts before the next outage does. Reads only, changes nothing.")
  .showHelpAfterError("Try `bulkhead --help`.")
  .exitOverride();

program
  .command("check")
  .description("visit hosts over SSH, or read bundles, and print what would break")
  .argument("<target...>", "[user@]host[:port], ssh://…, an alias of ~/.ssh/config, or the file of a bundle (- for stdin)")
  .option("-i, --identity <file>", "private key")
  .option("-J, --jump <hosts>", "go through these hosts, as ssh -J")
  .option("-F, --ssh-config <file>", "instead of ~/.ssh/config; none for no file")
  .option("--known-hosts <file>", "instead of ~/.ssh/known_hosts")
  .option("--accept-new-host-keys", "trust a host at its first contact and note its key; a changed key is refused all the same")
  .option("--timeout <seconds>", "for one visit", seconds, 90)
  .option("--fail-on <severity>", `exit 1 from this severity on: ${Severity.options.join(", ")}`, severity, "low")
  .option("--json", "print the public JSON (docs/check-json.md)")
  .action(async (targets: string[], options: CheckOptions) => {
    process.exitCode = await check(targets, options);
  });

const probe = program.command("probe").description("print exactly what runs on a host, and how to allow only that");
probe
  .command("script")
  .description("the script of every visit; by hand: sh FILE >bundle.txt, then bulkhead check bundle.txt")
  .action(() => print(probeScript()));
probe
  .command("sudoers")
  .description("rules for a user who may run just that as root")
  .option("--user <name>", "the login that Bulkhead uses", "bulkhead")
  .action(({ user }: { user: string }) => print(probeSudoers(user)));
probe
  .command("authorized-key")
  .description("a line for authorized_keys: this key may run the installed script and nothing else")
  .argument("[public-key-file]", "default: your own, ~/.ssh/id_ed25519.pub")
  .option("--script <path>", "where the script is installed on the host", defaultScriptPath)
  .action((file: string | undefined, { script }: { script: string }) => print(probeAuthorizedKey(file, script)));

function seconds(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1 || number > 3600) throw new InvalidArgumentError("Give whole seconds from 1 to 3600.");
  return number;
}

function severity(value: string): Severity {
  const parsed = Severity.safeParse(value);
  if (!parsed.success) throw new InvalidArgumentError(`Give one of ${Severity.options.join(", ")}.`);
  return parsed.data;
}

function print(text: string): void {
  process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
}

/** commander throws after it has printed help or an error of usage; a help that was asked for is no failure. */
function statusOfUsage(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("exitCode" in error)) return undefined;
  return error.exitCode === 0 ? exitStatus.clean : exitStatus.undecided;
}

/** Output that is cut off (`| head`) is the reader's wish, not an error. */
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit();
  throw error;
});

program.parseAsync().catch((error: unknown) => {
  const status = statusOfUsage(error);
  if (status === undefined) process.stderr.write(`bulkhead: ${plainText(error instanceof Error ? error.message : String(error))}\n`);
  process.exitCode = status ?? exitStatus.undecided;
});
