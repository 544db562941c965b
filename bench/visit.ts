import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { probes } from "#collectors/probes/index.ts";
import { composeScript, runCommand, splitOutput } from "#collectors/script.ts";
import { visitHost } from "#collectors/visit.ts";
import type { Sshd } from "#e2e/support/sshd.ts";
import { startSshd } from "#e2e/support/sshd.ts";
import { loadHostAccess } from "#lib/db/stored-access.ts";
import { lanes } from "#lib/lanes.ts";
import type { CleanUp } from "./clean-up.ts";
import { startDatabase } from "./database.ts";
import { medianOf, ms, spreadOf } from "./numbers.ts";
import { type Part, type Target, verdict } from "./report.ts";
import { takeRounds, type Way } from "./rounds.ts";
import { runProcess } from "./run-process.ts";
import { addHost, storedVisits } from "./stored-visits.ts";

const limits: Record<string, number> = { worker: 0.8, command: 1.5 };

interface Peers {
  sshd: Sshd;
  folder: string;
  knownHosts: string;
  signal: AbortSignal;
}

/** One visit to a real sshd on loopback, in each of our ways and by hand: the very same script, taking turns in one run. */
export async function measureVisit(isQuick: boolean, signal: AbortSignal, cleanUp: CleanUp): Promise<Part> {
  const folder = cleanUp.folder();
  // A login shell may read its user's .bashrc, and whatever that starts on this machine says nothing of a hypervisor.
  const sshd = await startSshd({ config: [`SetEnv HOME=${folder}`] });
  cleanUp.defer(() => sshd.stop());
  const knownHosts = join(folder, "known_hosts");
  writeFileSync(knownHosts, sshd.hostKeys.map((key) => `[${sshd.host}]:${sshd.port} ${key}\n`).join(""));
  const peers = { sshd, folder, knownHosts, signal };
  const database = await startDatabase(cleanUp);
  const { host: address, port, user: login, keyFile, hostKeys } = sshd;
  const hostId = await addHost(database, { name: "bench", address, port, login, keyFile, hostKeys });
  const access = await loadHostAccess(hostId);
  const worker: Way = {
    name: "worker: connect, read, parse",
    run: async () => {
      const result = await visitHost(access, { signal, onProgress: () => {}, lanes, bootId: null });
      if (result.status === "failed") throw new Error(result.sentence);
    },
  };
  const ways = {
    peer: byHand(peers, "ssh host sh -s < script"),
    worker,
    stored: await storedVisits(database, hostId, signal, cleanUp),
    command: command(peers),
    sameExchange: byHand(peers, "  ssh, with the worker's key exchange", ["-o", "KexAlgorithms=curve25519-sha256"]),
    connection: connectionAlone(peers),
    script: scriptAlone(peers),
  };
  const rounds = isQuick ? { warmUp: 2, rounds: 5 } : { warmUp: 3, rounds: 21 };
  const times = await takeRounds(Object.values(ways), rounds, signal);
  return partOf(ways, times);
}

function partOf(ways: Record<string, Way>, times: readonly number[][]): Part {
  const peer = times[0] ?? [];
  const results = Object.entries(ways).map(([key, { name }], index) => {
    const own = times[index] ?? [];
    const ratio = medianOf(own) / medianOf(peer);
    const pairedRatio = medianOf(own.map((value, round) => value / (peer[round] ?? Number.NaN)));
    const limit = limits[key];
    const target: Target | null = limit === undefined ? null : { name, limit, value: ratio };
    return { key, name, ...spreadOf(own), ratio, pairedRatio, target };
  });
  const rows = results.map(({ name, median, p95, minimum, ratio, target }) => [
    name,
    ms(median),
    ms(p95),
    ms(minimum),
    ratio.toFixed(2),
    target === null ? "" : verdict(target),
  ]);
  const title = `One visit to a real sshd on loopback, ${results[0]?.rounds ?? 0} rounds`;
  const notes = [
    "The same script each time. Beside it stands the whole visit as a shell user makes it: one ssh process, script in, output to a file.",
    "All take turns in every round; × is the ratio of the medians. Below the targets: what the peer's time is made of.",
    "OpenSSH's own key exchange is a dearer, post-quantum one.",
  ];
  return {
    tables: [{ title, notes, head: ["", "median", "p95", "fastest", "×", "target"], rows }],
    targets: results.flatMap(({ target }) => (target === null ? [] : [target])),
    data: { visit: Object.fromEntries(results.map(({ key, target: _, ...result }) => [key, result])) },
  };
}

/** The peer: no configuration of this machine's user, the key and host key that the others use, and nothing asked. */
function sshArguments({ sshd, knownHosts }: Peers): string[] {
  const options = ["BatchMode=yes", "IdentitiesOnly=yes", "StrictHostKeyChecking=yes", `UserKnownHostsFile=${knownHosts}`];
  const set = options.flatMap((option) => ["-o", option]);
  return ["-F", "none", "-i", sshd.keyFile, "-p", String(sshd.port), ...set, `${sshd.user}@${sshd.host}`];
}

function byHand(peers: Peers, name: string, options: readonly string[] = []): Way {
  const stdin = join(peers.folder, "script");
  writeFileSync(stdin, composeScript(probes));
  return {
    name,
    run: () => {
      const nonce = randomBytes(16).toString("hex");
      return whole(peers, "ssh", [...options, ...sshArguments(peers), runCommand(nonce, "all")], { stdin, nonce });
    },
  };
}

function connectionAlone(peers: Peers): Way {
  return { name: "  ssh host true", run: () => whole(peers, "ssh", [...sshArguments(peers), "true"], {}) };
}

function scriptAlone(peers: Peers): Way {
  const stdin = join(peers.folder, "script");
  return {
    name: "  sh -s < script, without ssh",
    run: () => {
      const nonce = randomBytes(16).toString("hex");
      return whole(peers, "sh", ["-s", "--", nonce, "all"], { stdin, nonce });
    },
  };
}

function command(peers: Peers): Way {
  const { sshd, knownHosts } = peers;
  const way = ["-F", "none", "-i", sshd.keyFile, "--known-hosts", knownHosts];
  const args = ["bin/bulkhead.mjs", "check", "--json", ...way, `${sshd.user}@${sshd.host}:${sshd.port}`];
  return { name: "bulkhead check --json, the whole process", run: () => whole(peers, process.execPath, args, { statuses: [0, 1] }) };
}

/** Runs a process to its end. Rejects where it failed, or where its output is not that of the whole script. */
async function whole(
  { folder, signal }: Peers,
  program: string,
  args: readonly string[],
  { stdin, nonce, statuses = [0] }: { stdin?: string; nonce?: string; statuses?: readonly number[] },
): Promise<void> {
  const files = { stdout: join(folder, "stdout"), stderr: join(folder, "stderr"), ...(stdin === undefined ? {} : { stdin }) };
  const status = await runProcess(program, args, files, signal);
  if (!statuses.includes(status)) throw new Error(`${program} ended with ${status}: ${readFileSync(files.stderr, "utf8").slice(0, 300)}`);
  if (nonce !== undefined && !splitOutput(readFileSync(files.stdout), nonce).complete) throw new Error(`${program} read no whole script`);
}
