import { Command, InvalidArgumentError, Option } from "commander";
import { plainText } from "#lib/plain-text.ts";
import { papers, reportFormats } from "#lib/reports/report/format.ts";
import about from "#package.json" with { type: "json" };
import type { CheckOptions } from "./check.ts";
import type { FleetOptions } from "./fleet-graph.ts";
import type { RehearseOptions } from "./rehearse.ts";
import type { ReportCommand } from "./report.ts";

/** What only one command needs is loaded by it: help and mistakes of usage come at once. */
const loadCheck = () => import("./quick-schemas.ts").then(() => import("./check.ts"));
const loadRehearse = () => import("./quick-schemas.ts").then(() => import("./rehearse.ts"));
const loadColdStart = () => import("./quick-schemas.ts").then(() => import("./cold-start.ts"));
const loadReport = () => import("./quick-schemas.ts").then(() => import("./report.ts"));
const loadExport = () => import("./quick-schemas.ts").then(() => import("./export.ts"));
const loadProbe = () => import("./probe-command.ts");

const severities = ["info", "low", "medium", "high", "critical"] as const satisfies readonly CheckOptions["failOn"][];
const formats = ["text", "json", "sarif", "junit"] as const satisfies readonly CheckOptions["format"][];
/** As a shell has them: usage that makes no sense decides nothing, and an interrupted command is no verdict. */
const exitStatus = { undecided: 2 } as const;
/** What ends a command early, and the status of each as a shell has it: 128 and its number. */
const interruptions = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

const program = new Command("bulkhead")
  .description("Finds the latent faults of KVM/libvirt and Proxmox hosts before the next outage does. Reads only, changes nothing.")
  .version(about.version)
  .configureHelp({ subcommandTerm: (command) => command.name() })
  .showHelpAfterError("Try `bulkhead --help`.")
  .addHelpText("after", "\nFirst try:\n  bulkhead check --accept-new-host-keys root@host")
  .exitOverride();

const targetWords = "[user@]host[:port], ssh://[user@]host[:port], an alias of ~/.ssh/config, or the file of a bundle (- for stdin)";

/** A command that visits hosts: the way to them is said alike everywhere. */
function visiting(name: string, description: string, targets = "<target...>"): Command {
  return program
    .command(name)
    .description(description)
    .argument(targets, targetWords)
    .option("-i, --identity <file>", "private key to log in with; without it the ssh-agent and your usual keys")
    .option("-J, --jump <hosts>", "go through these hosts, separated by commas, as ssh -J")
    .option("-F, --ssh-config <file>", "read this instead of ~/.ssh/config; none reads no file")
    .option("--known-hosts <file>", "read and note host keys here instead of in ~/.ssh/known_hosts")
    .option("--accept-new-host-keys", "trust a host at its first contact and note its key; a changed key is refused all the same")
    .option("--timeout <seconds>", "give up on a host after so long", seconds, 90);
}

/** The same for a command that plays on a fleet: that of the server which runs here does, too. */
function playing(name: string, description: string): Command {
  return visiting(name, description, "[target...]")
    .option("--fleet", "play on what the server that runs here read last; targets beside it are visited anew")
    .option("--json", "print the public JSON instead (docs/rehearse-json.md)")
    .hook("preAction", (_, command) => {
      if (command.args.length === 0 && command.opts<FleetOptions>().fleet !== true)
        command.error("error: missing required argument 'target' (or --fleet, for the fleet of the server that runs here)");
    });
}

visiting("check", "Visit hosts over SSH, or read bundles, and print what would break.")
  .option("--fail-on <severity>", `exit 1 from this severity on: ${severities.join(", ")}`, severity, "low")
  .option("--format <format>", `print ${formats.join(", ")} (docs/check-formats.md); default: text`, format)
  .option("--json", "short for --format json (docs/check-json.md)")
  .addHelpText("after", () => checkHelp)
  .action((targets: string[], options: CheckOptions) =>
    untilInterrupted(async (signal) => {
      const { check } = await loadCheck();
      return check(targets, options, signal);
    }),
  );

playing("rehearse", "Visit hosts, or take the server's fleet, and print what would follow if something happened: nothing is touched.")
  .requiredOption("--if <event>", 'what happens: "reboot HOST", "lose storage ADDRESS", …; several happen together', several)
  .addHelpText("after", () => rehearseHelp)
  .action((targets: string[], options: RehearseOptions) =>
    untilInterrupted(async (signal) => {
      const { rehearseHosts } = await loadRehearse();
      return rehearseHosts(targets, options, signal);
    }),
  );

playing("coldstart", "Visit hosts, or take the server's fleet, and print the order that brings all back when everything is off.")
  .addHelpText("after", () => coldStartHelp)
  .action((targets: string[], options: FleetOptions) =>
    untilInterrupted(async (signal) => {
      const { coldStartHosts } = await loadColdStart();
      return coldStartHosts(targets, options, signal);
    }),
  );

program
  .command("report")
  .description(
    "Write a report of what the server that runs here knows: a host, a cluster, the fleet, a maintenance window, or who is exposed to an incident.",
  )
  .addOption(new Option("--host <name>", "of one host").conflicts(["cluster", "postmortem", "window", "fleet"]))
  .addOption(new Option("--cluster <name>", "of one cluster").conflicts(["postmortem", "window", "fleet"]))
  .addOption(new Option("--postmortem <id>", "of an incident: which hosts it could happen to").conflicts(["window", "fleet"]))
  .addOption(new Option("--window <title>", "of a maintenance window, by its title or id").conflicts("fleet"))
  .option("--fleet", "of all hosts")
  .addOption(new Option("--format <format>", "what it is written as").choices(reportFormats).default("pdf"))
  .addOption(new Option("--paper <size>", "of a PDF").choices(papers).default("a4"))
  .option("-o, --output <file>", "where to write it, - for standard output; default: a name of its own in this folder")
  .action((options: ReportCommand) => untilInterrupted(async () => (await loadReport()).reportFleet(options, new Date())));

program
  .command("export")
  .description("Write all that the server that runs here knows as static pages, for the day on which the network is down.")
  .requiredOption("--offline <dir>", "folder to make, or an earlier export, which is replaced once the new one is whole")
  .addHelpText("after", () => exportHelp)
  .action(({ offline }: { offline: string }) =>
    untilInterrupted(async (signal) => (await loadExport()).exportOffline(offline, new Date(), signal)),
  );

const probe = program.command("probe").description("Print exactly what runs on a host, and how to allow only that.");
probe
  .command("script")
  .description("The script of every visit. Run by hand: sh FILE >bundle.txt on the host, then bulkhead check bundle.txt here.")
  .action(async () => print((await loadProbe()).probeScript()));
probe
  .command("sudoers")
  .description("Lines for sudoers: this user may run as root what the script needs, and nothing else.")
  .option("--user <name>", "the login that Bulkhead uses", "bulkhead")
  .action(async ({ user }: { user: string }) => print((await loadProbe()).probeSudoers(user)));
probe
  .command("authorized-key")
  .description("A line for authorized_keys: this key may run the installed script, and nothing else.")
  .argument("[public-key-file]", "default: your own, ~/.ssh/id_ed25519.pub")
  .option("--script <path>", "where the script is installed on the host; default: /usr/local/sbin/bulkhead-probe")
  .action(async (file: string | undefined, { script }: { script?: string }) => print((await loadProbe()).probeAuthorizedKey(file, script)));

const rehearseHelp = `
What happens, in words (names as the output shows them):
  reboot HOST                       reboot or restart GUEST [of HOST]
  lose HOST or GUEST                lose storage ADDRESS, lose dns ADDRESS,
  power loss                        lose gateway, lose bridge NAME of HOST, …
  hardware fault on HOST            apply network HOST
  set pvid NUMBER on BRIDGE of HOST

Exit status:
  0  nothing else fails, or all of it comes back by itself
  1  something does not come back by itself
  2  not decided: the event, a host or the server's fleet could not be read,
     or what is not known might change a 0

Examples:
  bulkhead rehearse kvm-01 kvm-02 --if "reboot kvm-01"
  bulkhead rehearse pve1 pve2 --if "lose storage 10.50.1.70" --if "reboot pve1"
  bulkhead rehearse --fleet --if "power loss" --json`;

const coldStartHelp = `
Exit status:
  0  there is an order that brings everything back
  1  there is none: things need each other
  2  not decided: a host or the server's fleet could not be read, or what is
     not known might change the order

Examples:
  bulkhead coldstart kvm-01 kvm-02 nas
  bulkhead coldstart --fleet`;

const exportHelp = `
Opens in any browser by a double click on index.html: no script, no network.
Nobody is visited, and nothing is written in the database (docs/offline.md).

Exit status:
  0  the folder is there, whole
  2  it is not: nothing was left behind, and an earlier export stays as it was

Examples:
  bulkhead export --offline /srv/bulkhead-offline
  bulkhead export --offline /media/stick/bulkhead && sync`;

const checkHelp = `
Exit status:
  0  nothing found at or above --fail-on
  1  at least one finding at or above --fail-on
  2  not decided: a host could not be read, or what could not be read on it
     might hide such a finding

Examples:
  bulkhead check root@kvm-01 pve2:2222
  bulkhead check -J bastion --fail-on high --json ssh://bulkhead@10.0.0.7
  bulkhead check --format junit kvm-01 kvm-02 > bulkhead.xml
  bulkhead probe script | ssh root@kvm-01 sh | bulkhead check -`;

/** Ctrl-C, or whoever stops a service, ends what runs and closes its connections; the same again kills, should that hang. */
async function untilInterrupted(run: (signal: AbortSignal) => Promise<number>): Promise<void> {
  const interruption = new AbortController();
  for (const [name, status] of Object.entries(interruptions))
    process.once(name, () => {
      process.exitCode = status;
      interruption.abort(new Error("interrupted"));
    });
  try {
    const status = await run(interruption.signal);
    process.exitCode = status;
  } catch (error) {
    if (!interruption.signal.aborted) throw error;
  }
}

function seconds(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1 || number > 3600) throw new InvalidArgumentError("Give whole seconds from 1 to 3600.");
  return number;
}

function several(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

function severity(value: string): CheckOptions["failOn"] {
  const known = severities.find((name) => name === value);
  if (known === undefined) throw new InvalidArgumentError(`Give one of ${severities.join(", ")}.`);
  return known;
}

function format(value: string): (typeof formats)[number] {
  const known = formats.find((name) => name === value);
  if (known === undefined) throw new InvalidArgumentError(`Give one of ${formats.join(", ")}.`);
  return known;
}

function print(text: string): void {
  process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
}

/** commander throws after it has printed help or an error of usage; a help that was asked for is no failure. */
function statusOfUsage(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("exitCode" in error)) return undefined;
  return error.exitCode === 0 ? 0 : exitStatus.undecided;
}

/** Output that is cut off (`| head`) is the reader's wish, not an error. */
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit();
  process.stderr.write(`bulkhead: the output cannot be written (${error.code})\n`);
  process.exit(exitStatus.undecided);
});

program.parseAsync().catch((error: unknown) => {
  const status = statusOfUsage(error);
  if (status === undefined) process.stderr.write(`bulkhead: ${plainText(error instanceof Error ? error.message : String(error))}\n`);
  process.exitCode = status ?? exitStatus.undecided;
});
