import { ToneWord } from "#components/findings/tone.tsx";
import { Card, Empty } from "#components/ui/card.tsx";
import { HostText } from "#components/ui/host-text.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import type { Readings } from "#lib/facts/index.ts";
import type { Links } from "#lib/facts/links.ts";
import type { Routes } from "#lib/facts/routes.ts";
import type { BridgeFault } from "#lib/reports/host/bridge-notes.ts";
import { ReadingView } from "./reading-view.tsx";
import { VlanCard } from "./vlan-card.tsx";

/** Bridges, devices, addresses and routes as the host has them now. */
export function NetworkPanel({
  readings,
  faults,
  notes,
}: {
  readings: Readings;
  /** Fault by name of the bridge. */
  faults: ReadonlyMap<string, BridgeFault>;
  notes: ReadonlyMap<string, string>;
}) {
  return (
    <div className="grid gap-4">
      <ReadingView reading={readings.bridgeVlans} noun="VLANs of bridges">
        {(bridges) =>
          bridges.length === 0 ? (
            <Card title="Bridges">
              <Empty>This host has no bridge.</Empty>
            </Card>
          ) : (
            <div className="grid items-start gap-4 two:grid-cols-2">
              {bridges.map((bridge) => (
                <VlanCard key={bridge.name} bridge={bridge} fault={faults.get(bridge.name) ?? null} notes={notes} />
              ))}
            </div>
          )
        }
      </ReadingView>
      <Card title="Devices">
        <ReadingView reading={readings.links} noun="Network devices">
          {(links) => <Devices links={links} readings={readings} />}
        </ReadingView>
      </Card>
      <Card title="Routes">
        <ReadingView reading={readings.routes} noun="Routes">
          {(routes) => <RouteTable routes={routes} />}
        </ReadingView>
      </Card>
    </div>
  );
}

function Devices({ links, readings }: { links: Links; readings: Readings }) {
  const addresses = readings.addresses?.status === "ok" ? readings.addresses.value : [];
  if (links.length === 0) return <Empty>No network device was listed.</Empty>;
  return (
    <Table label="Network devices">
      <thead>
        <tr>
          <Th className="pl-3.5">Device</Th>
          <Th>Kind</Th>
          <Th>State</Th>
          <Th>Port of</Th>
          <Th>Addresses</Th>
          <Th>MAC</Th>
          <Th className="text-right">MTU</Th>
        </tr>
      </thead>
      <tbody>
        {links.map((link) => (
          <tr key={link.name}>
            <Td className="pl-3.5">
              <HostText className="whitespace-nowrap font-semibold">{link.name}</HostText>
            </Td>
            <Td className="whitespace-nowrap text-ink-2">
              {link.kind}
              {link.vlan !== null && ` ${link.vlan.id}`}
            </Td>
            <Td>
              <LinkState operState={link.operState} carrier={link.carrier} />
            </Td>
            <Td>{link.master !== null && <HostText className="whitespace-nowrap">{link.master}</HostText>}</Td>
            <Td>
              {addresses
                .filter((address) => address.interface === link.name)
                .map((address) => (
                  <HostText
                    key={address.address}
                    className="block whitespace-nowrap"
                  >{`${address.address}/${address.prefixLength}`}</HostText>
                ))}
            </Td>
            <Td>{link.mac !== null && <HostText className="whitespace-nowrap">{link.mac}</HostText>}</Td>
            <Td numeric>{link.mtu}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function LinkState({ operState, carrier }: { operState: string; carrier: boolean | null }) {
  const state = operState.toLowerCase();
  if (state === "up") return <ToneWord tone="holds">up</ToneWord>;
  return (
    <span className="whitespace-nowrap text-ink-2">
      {state === "unknown" ? "–" : state}
      {carrier === false && ", no carrier"}
    </span>
  );
}

function RouteTable({ routes }: { routes: Routes }) {
  const shown = routes.filter((route) => route.table !== "local");
  if (shown.length === 0) return <Empty>No route was listed.</Empty>;
  return (
    <Table label="Routes">
      <thead>
        <tr>
          <Th className="pl-3.5">To</Th>
          <Th>By</Th>
          <Th>Device</Th>
          <Th className="text-right">Metric</Th>
          <Th>From</Th>
          <Th>Table</Th>
        </tr>
      </thead>
      <tbody>
        {shown.map((route, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two routes may be alike in every field
          <tr key={index}>
            <Td className="pl-3.5">
              <HostText className={route.destination === "default" ? "font-semibold" : ""}>{route.destination}</HostText>
            </Td>
            <Td>{route.gateway === null ? <span className="text-ink-3">direct</span> : <HostText>{route.gateway}</HostText>}</Td>
            <Td>{route.interface !== null && <HostText className="whitespace-nowrap">{route.interface}</HostText>}</Td>
            <Td numeric>{route.metric}</Td>
            <Td className="text-ink-2">{route.protocol}</Td>
            <Td className="text-ink-2">{route.table}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
