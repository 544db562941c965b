import { ToneWord } from "#components/findings/tone.tsx";
import { Card, Empty } from "#components/ui/card.tsx";
import { count } from "#components/ui/format.ts";
import { HostText } from "#components/ui/host-text.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import type { Guest } from "#lib/facts/guests.ts";
import type { Readings } from "#lib/facts/index.ts";
import { ReadingView } from "./reading-view.tsx";

/** The host's guests: do they run, do they start with it, what do they stand on. */
export function GuestsPanel({ readings }: { readings: Readings }) {
  return (
    <Card title="Guests" hint="do they run, and would they start with the host">
      <ReadingView reading={readings.guests} noun="Guests">
        {(guests) => (guests.length === 0 ? <Empty>No guest is configured on this host.</Empty> : <GuestTable guests={guests} />)}
      </ReadingView>
    </Card>
  );
}

function GuestTable({ guests }: { guests: readonly Guest[] }) {
  return (
    <Table label={count(guests.length, "guest")}>
      <thead>
        <tr>
          <Th className="pl-3.5">Guest</Th>
          <Th>Now</Th>
          <Th>At boot</Th>
          <Th>Network</Th>
          <Th>Disks</Th>
          <Th className="text-right">Memory</Th>
        </tr>
      </thead>
      <tbody>
        {guests.map((guest) => (
          <tr key={guest.id}>
            <Td className="min-w-32 pl-3.5">
              <HostText className="wrap-anywhere font-[550] font-sans text-[13.5px]">{guest.name}</HostText>
              <span className="block whitespace-nowrap text-ink-3 text-tiny">
                {guest.platform} {guest.id.length > 12 ? `${guest.id.slice(0, 8)}…` : guest.id}
                {guest.template && ", template"}
              </span>
            </Td>
            <Td>
              <GuestState guest={guest} />
            </Td>
            <Td>
              <BootState guest={guest} />
            </Td>
            <Td>
              {guest.nics.map((nic) => (
                <span key={nic.slot} className="block whitespace-nowrap">
                  <HostText>{nic.bridge ?? "–"}</HostText>
                  {nic.vlanTag !== null && <span className="text-ink-3"> VLAN {nic.vlanTag}</span>}
                </span>
              ))}
            </Td>
            <Td className="min-w-56">
              {guest.disks
                .filter((disk) => disk.kind !== "empty")
                .map((disk) => (
                  <span key={disk.slot} className="block">
                    <span className="text-ink-3 text-tiny">{disk.slot} </span>
                    <HostText className="wrap-anywhere">{disk.source}</HostText>
                  </span>
                ))}
            </Td>
            <Td numeric className="whitespace-nowrap">
              {guest.memoryMiB === null ? "–" : `${Math.round(guest.memoryMiB)} MiB`}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function GuestState({ guest }: { guest: Guest }) {
  if (guest.running === null) return <ToneWord tone="unknown">unknown</ToneWord>;
  if (guest.running) return <ToneWord tone="holds">running</ToneWord>;
  return (
    <span className="whitespace-nowrap text-ink-2">
      {guest.state ?? "stopped"}
      {guest.lock !== null && `, locked: ${guest.lock}`}
    </span>
  );
}

function BootState({ guest }: { guest: Guest }) {
  const order = guest.startup?.order ?? null;
  if (guest.haState !== null) return <span className="whitespace-nowrap">HA: {guest.haState}</span>;
  if (!guest.onboot) return <span className="whitespace-nowrap text-ink-2">does not start</span>;
  return <span className="whitespace-nowrap">starts{order !== null && <span className="text-ink-3">, order {order}</span>}</span>;
}
