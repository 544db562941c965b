import { meaningOf } from "#collectors/simulator/command.ts";
import type { Recording } from "#collectors/simulator/recording.ts";

const shares = ["vms", "isos", "backups"];
const mountinfo = shares.map(
  (share, index) =>
    `${60 + index} 26 0:${70 + index} / /mnt/nas/${share} rw,relatime shared:${60 + index} - nfs4 nas-01:/volume1/${share} rw,vers=4.2,addr=10.50.1.70\n`,
);
/** Another boot, which began earlier. */
const uptimeSeconds = 5_682_151;

/**
 * The recorded kvm-02 as it ran before the reboot that took it apart: the NAS mounted, the guest on it running, host and guests in one VLAN.
 * The recording itself is the host after that reboot.
 */
export function beforeOutage(recording: Recording): Recording {
  const files = new Map([...recording.files].map(([path, text]) => [path, fileBefore(path, text)]));
  const commands = recording.commands.map(({ command, text }) => ({ command, text: outputBefore(command.tool, command.words, text) }));
  const byMeaning = new Map(commands.map(({ command, text }) => [meaningOf(command), text]));
  return { ...recording, files, commands, byMeaning };
}

function fileBefore(path: string, text: string): string {
  if (path === "/proc/self/mountinfo") return text + mountinfo.join("");
  return path === "/proc/uptime" ? text.replace(/^\S+/, `${uptimeSeconds}.64`) : text;
}

function outputBefore(tool: string, words: readonly string[], text: string): string {
  if (tool === "virsh") return text.replace("-    9800-WLC-02   shut off", "6    9800-WLC-02   running");
  if (tool === "bridge" && words.includes("vlan"))
    return text.replace(/\{"ifname":"(?:eno8|br-mgmt)","vlans":\[(?:\{[^}]*\},?)*\]\}/g, inVlan100);
  if (tool !== "systemctl") return text;
  return text
    .replaceAll("ActiveState=failed", "ActiveState=active")
    .replaceAll("Result=exit-code", "Result=success")
    .replace(/^mnt-nas-\w+\.mount loaded failed .*\n?/gm, "");
}

/** A port whose untagged frames belong to VLAN 100, as those of the guests do. */
function inVlan100(port: string): string {
  const untagged = '"flags":["PVID","Egress Untagged"]';
  return port.replace(`{"vlan":1,${untagged}}`, '{"vlan":1}').replace('{"vlan":100}', `{"vlan":100,${untagged}}`);
}
