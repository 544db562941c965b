import { ToneWord } from "#components/findings/tone.tsx";
import { Card, Empty } from "#components/ui/card.tsx";
import { cn } from "#components/ui/cn.ts";
import { HostText } from "#components/ui/host-text.tsx";
import { Table } from "#components/ui/table.tsx";
import type { BridgePort, VlanBridge } from "#lib/facts/bridge-vlans.ts";
import type { BridgeFault } from "#lib/reports/host/bridge-notes.ts";
import { type Membership, type VlanGroup, vlanMatrix } from "#lib/reports/host/vlan-matrix.ts";

interface Props {
  bridge: VlanBridge;
  fault: BridgeFault | null;
  /** What stands beside a port's name: the guest behind it, the addresses of the bridge. */
  notes: ReadonlyMap<string, string>;
}

/** The VLAN table of one bridge: host, uplink and guests apart, each with its PVID and what it carries tagged. */
export function VlanCard({ bridge, fault, notes }: Props) {
  const { columns, groups } = vlanMatrix(bridge);
  return (
    <Card
      title={<HostText className="font-sans text-[14px]">{bridge.name}</HostText>}
      hint={bridge.vlanFiltering ? "VLAN membership, filtering on" : "filtering off: these tables have no effect"}
      aside={fault !== null && <ToneWord tone={fault.severity}>{fault.words}</ToneWord>}
    >
      {columns.length === 0 ? (
        <Empty>No port of this bridge is in any VLAN.</Empty>
      ) : (
        <>
          <Table label={`VLANs of bridge ${bridge.name}`} className="[&>tbody:last-child>tr:last-child]:border-b-0">
            <thead>
              <tr>
                <th
                  scope="col"
                  className="sticky left-0 z-10 border-line border-b bg-surface py-1.5 pl-3.5 text-left font-medium text-ink-3 text-tiny"
                >
                  Port
                </th>
                {columns.map((column) => (
                  <th
                    key={column.title}
                    scope="col"
                    title={column.title}
                    className="border-line border-b px-1.5 py-1.5 text-center font-medium text-ink-3 text-tiny tabular-nums"
                  >
                    <span className="sr-only">VLAN </span>
                    {column.label}
                  </th>
                ))}
              </tr>
            </thead>
            {groups.map((group) => (
              <Group key={group.name} group={group} columns={columns.length} bridge={bridge} faulty={fault !== null} notes={notes} />
            ))}
          </Table>
          <Legend others={columns.find((column) => column.label === "others")?.title} />
        </>
      )}
    </Card>
  );
}

function Group({
  group,
  columns,
  bridge,
  faulty,
  notes,
}: Pick<Props, "bridge" | "notes"> & { group: VlanGroup; columns: number; faulty: boolean }) {
  const self = bridge.ports.find((port) => port.role === "self");
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={columns + 1} className="px-3.5 pt-[9px] pb-1 text-left font-normal text-ink-3 text-tiny">
          {group.name}
        </th>
      </tr>
      {group.rows.map(({ port, cells }) => (
        <tr key={port.name} className="border-line border-b">
          <th scope="row" className="sticky left-0 max-w-[188px] truncate bg-surface py-[5px] pr-2 pl-3.5 text-left font-normal">
            <HostText className="font-semibold">{port.name}</HostText>{" "}
            <span className="ml-0.5 text-ink-3 text-tiny">{notes.get(port.name)}</span>
          </th>
          {cells.map((cell, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: cells have no identity but their column
            <td key={index} className="px-1 py-[5px] text-center">
              <Mark membership={cell} bad={faulty && disagrees(port, self)} />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}

/** On a bridge with a fault: the host's own PVID and every PVID that differs from it. */
function disagrees(port: BridgePort, self: BridgePort | undefined): boolean {
  return self !== undefined && (port.role === "self" || port.pvid !== self.pvid);
}

const markWords: Record<Membership, string> = {
  pvid: "PVID, untagged",
  "pvid-tagged": "PVID in, tagged out",
  untagged: "untagged out",
  tagged: "tagged",
  none: "not a member",
};

function Mark({ membership, bad = false }: { membership: Membership; bad?: boolean }) {
  const box = "inline-block rounded px-[5px] py-px font-semibold text-[11px]";
  const drawn = {
    pvid: <span className={cn(box, bad ? "bg-critical-soft text-critical" : "bg-low-soft text-ink-2")}>PVID</span>,
    "pvid-tagged": <span className={cn(box, bad ? "bg-critical-soft text-critical" : "bg-low-soft text-ink-2")}>PVID·t</span>,
    untagged: <span className={cn(box, "bg-low-soft text-ink-2")}>U</span>,
    tagged: <span className="inline-block size-[9px] rounded-full border-[1.6px] border-ink-3" />,
    none: <span className="text-line-strong">·</span>,
  }[membership];
  return (
    <>
      <span aria-hidden title={markWords[membership]}>
        {drawn}
      </span>
      <span className="sr-only">{markWords[membership]}</span>
    </>
  );
}

function Legend({ others }: { others: string | undefined }) {
  return (
    <p aria-hidden className="flex flex-wrap gap-x-4 gap-y-1 border-line border-t px-3.5 py-[9px] text-ink-3 text-tiny">
      <span>
        <Mark membership="pvid" /> untagged, native
      </span>
      <span>
        <Mark membership="tagged" /> tagged
      </span>
      <span>· not a member</span>
      {others !== undefined && <span>others: {others}</span>}
    </p>
  );
}
