import { meaningOf, parseCommand } from "#collectors/simulator/command.ts";
import { loadRecording, type Recording, recordedText } from "#collectors/simulator/recording.ts";

/**
 * kvm-01 in the night of its incident: of its two DNS servers the one on kvm-02 is gone and taken out of its list. What is left is
 * bind-01, which runs on kvm-01 itself from a disk on the NAS, and only bind-01 knows where the NAS is. It is the fleet's only host, so
 * its gateway is its own guest.
 */
export function kvmInItsNight(): Recording {
  return edited(loadRecording("src-kvm-01"), {
    "/etc/resolv.conf": (text) => text.replace("nameserver 10.50.1.91\n", ""),
    "nmcli connection show br-mgmt": (text) => text.replace("10.50.1.90,10.50.1.91", "10.50.1.90"),
    "ip -j neigh": (text) => text.replace("00:00:5e:00:01:0a", "52:54:00:87:42:a5"),
  });
}

/** The same after the repair that its findings ask for: nothing that it needs to boot lies behind its own guests. */
export function kvmRepaired(): Recording {
  const options = "_netdev,nofail,x-systemd.automount,x-systemd.mount-timeout=30,retry=0";
  return edited(kvmInItsNight(), {
    "/etc/fstab": (text) => text.replace(/(nfs) defaults,_netdev/g, `$1 ${options}`),
    "/etc/hosts": (text) => `${text.trimEnd()}\n10.50.1.70 nas-01\n`,
    "/etc/resolv.conf": (text) => `${text.trimEnd()}\nnameserver 10.50.1.53\n`,
    "nmcli connection show br-mgmt": (text) => text.replace(/(ipv4\.dns: +10\.50\.1\.90)/, "$1,10.50.1.53"),
    "/etc/NetworkManager/system-connections/br-mgmt-eno8.nmconnection": (text) =>
      text.replace("interface-name=eno8\n", "").replace("[ethernet]\n", "[ethernet]\nmac-address=AC:1F:6B:DD:F3:87\n"),
    "/etc/cron.d/vm-backup": (text) =>
      `${text.trimEnd()}\n30 4 * * * root rsync -a /mnt/nas/backups/kvm-01/ backup@vault.example.net:/srv/kvm-01/\n`,
  });
}

/** Started anew twenty minutes ago with the kernel that was installed since, and one of its guests has not come back. */
export function kvmRebooted(): Recording {
  const repaired = kvmRepaired();
  return edited(repaired, {
    "date -Is": () => "2026-04-12T22:05:12-07:00\n",
    "/proc/uptime": () => "1215.11 35021.80\n",
    "ipmitool sel time get": () => "04/12/2026 22:05:12\n",
    "uname -a": (text) => text.replace("611.16.1", "611.20.1"),
    "/proc/cmdline": (text) => text.replace("611.16.1", "611.20.1"),
    "virsh list --all": withoutGuest,
    "virsh list --all --autostart": withoutGuest,
    "virsh dumpxml ipsk-mgr-01": () => recordedText(repaired, ["virsh", "dumpxml", "--inactive", "ipsk-mgr-01"]) ?? "",
  });
}

function withoutGuest(table: string): string {
  return table.replace(/ 7 {4}ipsk-mgr-01 {5}running/, " -    ipsk-mgr-01     shut off");
}

type Edits = Readonly<Record<string, (text: string) => string>>;

/** A recording in which files and commands say something else. Throws for one that was not recorded, or that stays as it was. */
function edited(recording: Recording, edits: Edits): Recording {
  const files = new Map(recording.files);
  const meant = new Map(Object.entries(edits).map(([source, edit]) => [meaningOf(parseCommand(source.split(" "))), edit]));
  const commands = recording.commands.map(({ command, text }) => ({ command, text: meant.get(meaningOf(command))?.(text) ?? text }));
  const byMeaning = new Map(commands.map(({ command, text }) => [meaningOf(command), text]));
  for (const [source, edit] of Object.entries(edits)) {
    const file = files.get(source);
    if (file !== undefined) files.set(source, edit(file));
    const isEdited = files.get(source) !== recording.files.get(source);
    const meaning = meaningOf(parseCommand(source.split(" ")));
    if (!isEdited && byMeaning.get(meaning) === recording.byMeaning.get(meaning)) throw new Error(`${source} says the same as before`);
  }
  return { ...recording, files, commands, byMeaning };
}
