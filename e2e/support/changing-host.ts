import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeOutage } from "#collectors/recall/before-outage.ts";
import { loadRecording } from "#collectors/simulator/recording.ts";
import { keyPairIn, startSimulatedHosts } from "#collectors/simulator/server.ts";

/** Behind real SSH, kvm-02 as it runs before the reboot that takes it apart. */
export interface ChangingHost {
  port: number;
  keyFile: string;
  /** Reboots it: from the next visit on it is as it was recorded after its outage. */
  reboot(): void;
  /** Mends it: from the next visit on it is as it was before. */
  mend(): void;
  stop(): Promise<void>;
}

export async function startChangingHost(): Promise<ChangingHost> {
  const folder = mkdtempSync(join(tmpdir(), "bulkhead-changing-"));
  const keyFile = join(folder, "login");
  const { publicKey } = keyPairIn(keyFile, "login");
  const after = loadRecording("src-kvm-02");
  const before = beforeOutage(after);
  const host = { name: "changing", recording: before };
  const simulator = await startSimulatedHosts([host], {
    address: "127.0.0.1",
    firstPort: 0,
    hostKeysFolder: folder,
    authorizedKeys: [publicKey],
  });
  return {
    port: simulator.hosts[0]?.port ?? 0,
    keyFile,
    reboot: () => {
      host.recording = after;
    },
    mend: () => {
      host.recording = before;
    },
    stop: async () => {
      await simulator.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
