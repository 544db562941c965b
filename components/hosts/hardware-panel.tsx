import { Card, Empty } from "#components/ui/card.tsx";
import { HostText } from "#components/ui/host-text.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import type { Readings } from "#lib/facts/index.ts";
import type { PciDevices } from "#lib/facts/pci-devices.ts";
import { ReadingView } from "./reading-view.tsx";

/** PCI devices with the names of the network cards among them. */
export function HardwarePanel({ readings }: { readings: Readings }) {
  return (
    <Card title="PCI devices" hint="a card's name follows from its address, unless something pins it">
      <ReadingView reading={readings.pciDevices} noun="PCI devices">
        {(devices) => <DeviceTable devices={devices} />}
      </ReadingView>
    </Card>
  );
}

function DeviceTable({ devices }: { devices: PciDevices }) {
  if (devices.length === 0) return <Empty>No PCI device was listed.</Empty>;
  const cardsFirst = [...devices].sort(
    (one, other) => Number(other.interfaces.length > 0) - Number(one.interfaces.length > 0) || one.address.localeCompare(other.address),
  );
  return (
    <Table label="PCI devices">
      <thead>
        <tr>
          <Th className="pl-3.5">Address</Th>
          <Th>Network name</Th>
          <Th>Class</Th>
          <Th>Device</Th>
          <Th>Driver</Th>
        </tr>
      </thead>
      <tbody>
        {cardsFirst.map((device) => (
          <tr key={device.address}>
            <Td className="pl-3.5">
              <HostText className="whitespace-nowrap">{device.address}</HostText>
            </Td>
            <Td>
              {device.interfaces.length > 0 && (
                <HostText className="whitespace-nowrap font-semibold">{device.interfaces.join(", ")}</HostText>
              )}
            </Td>
            <Td className="min-w-36 text-ink-2">{device.className}</Td>
            <Td className="min-w-56">
              <HostText className="break-words font-sans text-[13.5px]">{device.name}</HostText>{" "}
              {device.deviceId !== null && <HostText className="ml-0.5 whitespace-nowrap text-ink-3">{device.deviceId}</HostText>}
            </Td>
            <Td>{device.driver !== null && <HostText className="whitespace-nowrap">{device.driver}</HostText>}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
