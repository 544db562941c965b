import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { meaningOf } from "#collectors/simulator/command.ts";
import { loadRecording, type Recording } from "#collectors/simulator/recording.ts";
import { keyPairIn, startSimulatedHosts } from "#collectors/simulator/server.ts";

/** Markup that would run, were it ever taken for markup; in XML it has to be written as the host's own tools write it. */
export const markup = "<img src=x onerror=alert(1)><script>window.hacked=1</script>";
const inXml = markup.replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** A terminal escape that turns text red, and a mark that turns it around, with what is shown in their place. */
const escapes = "\u001b[31m\u202e";
export const shownEscapes = "\\x1b[31m\\u202e";
/** The characters of them that no page may hold. */
export const controls = ["\u001b", "\u202e"] as const;

/** Behind real SSH, a host whose own words attack whoever reads them. */
export interface HostileHost {
  port: number;
  keyFile: string;
  stop(): Promise<void>;
}

/** Starts it: a recorded hypervisor with a guest, a share and an operating system of hostile names. */
export async function startHostileHost(): Promise<HostileHost> {
  const folder = mkdtempSync(join(tmpdir(), "bulkhead-hostile-"));
  const keyFile = join(folder, "login");
  const { publicKey } = keyPairIn(keyFile, "login");
  const fleet = [{ name: "hostile", recording: spoilt(loadRecording("src-kvm-02")) }];
  const place = { address: "127.0.0.1", firstPort: 0, hostKeysFolder: folder, authorizedKeys: [publicKey] };
  const simulator = await startSimulatedHosts(fleet, place);
  const stop = async () => {
    await simulator.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { port: simulator.hosts[0]?.port ?? 0, keyFile, stop };
}

/** A guest of the recording, and the share of an fstab line: the ones whose names are spoilt. */
const guest = "9800-WLC-02";
const share = "nas-01:/volume1/isos";

function spoilt(recording: Recording): Recording {
  const files = new Map([...recording.files].map(([path, text]) => [path, spoil(text)]));
  const commands = recording.commands.map(({ command, text }) => ({
    command: { ...command, words: command.words.map((word) => (word === guest ? markup : word)) },
    text: spoil(text),
  }));
  const byMeaning = new Map(commands.map(({ command, text }) => [meaningOf(command), text]));
  return { ...recording, files, commands, byMeaning };
}

function spoil(text: string): string {
  return text
    .replaceAll(`<name>${guest}</name>`, `<name>${inXml}</name>`)
    .replaceAll(` ${guest} `, ` ${markup} `)
    .replaceAll(share, `nas-01:/${markup.replaceAll(" ", "\\040")}${escapes}`)
    .replace(/^PRETTY_NAME=.*$/m, `PRETTY_NAME="${markup}${escapes}"`);
}
