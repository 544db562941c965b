import { describe, expect, test } from "vitest";
import { loadRecording, recordingNames } from "#collectors/simulator/recording.ts";
import { driftOf } from "#lib/engine/drift/drift.ts";
import { beforeOutage } from "./before-outage.ts";
import { readRecording } from "./judge-recording.ts";

const words = (changes: ReturnType<typeof driftOf>["changes"]) => changes.map(({ words, effect }) => `${words} (${effect})`);

describe("between two visits of a recorded host", () => {
  test.each(recordingNames())("%s is as it was", async (name) => {
    const [once, again] = [await readRecording(loadRecording(name)), await readRecording(loadRecording(name))];
    expect(words(driftOf(once, again).changes)).toEqual([]);
  });

  test("kvm-02 is told by what its reboot took", async () => {
    const recording = loadRecording("src-kvm-02");
    const drift = driftOf(await readRecording(beforeOutage(recording)), await readRecording(recording));
    expect(words(drift.changes)).toEqual([
      "the host was restarted; kernel 5.14.0-611.16.1.el9_7.x86_64 runs (in effect)",
      "mount /mnt/nas/backups is gone (nfs4 from nas-01:/volume1/backups); its directory now lies on / (xfs) (in effect)",
      "mount /mnt/nas/isos is gone (nfs4 from nas-01:/volume1/isos); its directory now lies on / (xfs) (in effect)",
      "mount /mnt/nas/vms is gone (nfs4 from nas-01:/volume1/vms); its directory now lies on / (xfs) (in effect)",
      "the host's own port on br-mgmt: PVID 100 → 1 (in effect)",
      "uplink eno8 of br-mgmt: PVID 100 → 1 (in effect)",
      "guest 9800-WLC-02: state running → shut off (in effect)",
      "unit mnt-nas-backups.mount has failed (in effect)",
      "unit mnt-nas-isos.mount has failed (in effect)",
      "unit mnt-nas-vms.mount has failed (in effect)",
    ]);
    expect(drift.notCompared).toEqual([]);
  });

  test("pve is told by the vote that its reset lost", async () => {
    const [before, now] = await Promise.all(["src-pve", "src-pve-week-later"].map((name) => readRecording(loadRecording(name))));
    expect(words(driftOf(before ?? {}, now ?? {}).changes).slice(0, 7)).toEqual([
      "the host was restarted; kernel 6.8.12-9-pve runs (in effect)",
      "fstab line of /boot/efi: from UUID=1F0A-215F → UUID=8D5B-206F (at the next reboot)",
      "cluster: votes 3 of 3 → 2 of 3 (in effect)",
      "cluster member 10.10.10.11: quorum device A, NMW, V → NA, NMW, NV (in effect)",
      "connection to the quorum device: state Connected → not running and service active → failed (in effect)",
      "vote of the quorum device: votes 1 → 0 (in effect)",
      "unit corosync-qdevice.service has failed (in effect)",
    ]);
  });
});
