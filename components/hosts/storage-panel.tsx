import { type Tone, ToneWord } from "#components/findings/tone.tsx";
import { Card, Empty } from "#components/ui/card.tsx";
import { HostText } from "#components/ui/host-text.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import type { Readings } from "#lib/facts/index.ts";
import type { Storages } from "#lib/facts/storages.ts";
import { type MountPair, type MountState, pairMounts } from "#lib/reports/host/mount-pairs.ts";
import { ReadingView } from "./reading-view.tsx";

/** What fstab asks for beside what is mounted, and the stores of the guests. */
export function StoragePanel({ readings }: { readings: Readings }) {
  return (
    <div className="grid gap-4">
      <Card title="Mounts" hint="what fstab asks for, beside what is mounted now">
        <ReadingView reading={readings.fstab} noun="fstab">
          {(fstab) => (
            <ReadingView reading={readings.mounts} noun="Mounts">
              {(mounts) => <MountTable pairs={pairMounts(fstab, mounts)} />}
            </ReadingView>
          )}
        </ReadingView>
      </Card>
      <Card title="Storages" hint="named stores of guests">
        <ReadingView reading={readings.storages} noun="Storages">
          {(storages) => <StorageTable storages={storages} />}
        </ReadingView>
      </Card>
    </div>
  );
}

const tones: Record<MountState, Tone> = {
  mounted: "holds",
  "not mounted": "high",
  "on demand": "not-applicable",
  "waits for first use": "not-applicable",
  swap: "not-applicable",
  "not in fstab": "not-applicable",
};

function MountTable({ pairs }: { pairs: readonly MountPair[] }) {
  if (pairs.length === 0) return <Empty>fstab has no entries and nothing else is mounted.</Empty>;
  return (
    <Table label="Mounts beside fstab">
      <thead>
        <tr>
          <Th className="pl-3.5">Mount point</Th>
          <Th>State</Th>
          <Th>Device in fstab</Th>
          <Th>Mounted from</Th>
          <Th>Type</Th>
          <Th>Options in fstab</Th>
          <Th className="text-right">Line</Th>
        </tr>
      </thead>
      <tbody>
        {pairs.map(({ mountPoint, entry, mount, state }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: fstab may name a mount point twice
          <tr key={index}>
            <Td className="min-w-32 pl-3.5">
              <HostText className="wrap-anywhere font-semibold">{mountPoint}</HostText>
            </Td>
            <Td>
              <ToneWord tone={tones[state]}>{state}</ToneWord>
            </Td>
            <Td className="min-w-40">
              {entry === null ? <span className="text-ink-3">–</span> : <HostText className="wrap-anywhere">{entry.device}</HostText>}
            </Td>
            <Td className="min-w-32">
              {mount === null ? <span className="text-ink-3">–</span> : <HostText className="wrap-anywhere">{mount.source}</HostText>}
            </Td>
            <Td>
              <HostText>{mount?.type ?? entry?.type ?? ""}</HostText>
            </Td>
            <Td className="min-w-40">{entry !== null && <HostText className="wrap-anywhere">{entry.options.join(",")}</HostText>}</Td>
            <Td numeric>{entry?.at.line}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function StorageTable({ storages }: { storages: Storages }) {
  if (storages.length === 0) return <Empty>No storage is configured.</Empty>;
  return (
    <Table label="Storages">
      <thead>
        <tr>
          <Th className="pl-3.5">Storage</Th>
          <Th>Type</Th>
          <Th>Where</Th>
          <Th>Holds</Th>
          <Th>State</Th>
        </tr>
      </thead>
      <tbody>
        {storages.map((storage) => (
          <tr key={storage.id}>
            <Td className="pl-3.5">
              <HostText className="whitespace-nowrap font-semibold">{storage.id}</HostText>
            </Td>
            <Td>
              <HostText>{storage.type}</HostText>
            </Td>
            <Td className="min-w-48">
              {[storage.server !== null ? `${storage.server}:${storage.export ?? ""}` : null, storage.path]
                .filter((place) => place !== null)
                .map((place) => (
                  <HostText key={place} className="block wrap-anywhere">
                    {place}
                  </HostText>
                ))}
            </Td>
            <Td className="text-ink-2">{storage.content.join(", ")}</Td>
            <Td className="whitespace-nowrap text-ink-2">
              {storage.enabled ? "enabled" : "disabled"}
              {storage.nodes !== null && `, on ${storage.nodes.join(", ")} only`}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
