import { ToneWord } from "#components/findings/tone.tsx";
import { Card, Empty } from "#components/ui/card.tsx";
import { HostText } from "#components/ui/host-text.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import type { ClusterConfig, ClusterStatus } from "#lib/facts/cluster.ts";
import type { Readings } from "#lib/facts/index.ts";
import { ReadingView } from "./reading-view.tsx";

/** The cluster's votes: what is configured, what counts now, and how much there is to spare. */
export function ClusterPanel({ readings }: { readings: Readings }) {
  if (readings.clusterConfig?.status === "absent")
    return (
      <Card title="Cluster">
        <Empty>This host is in no cluster: {readings.clusterConfig.reason}</Empty>
      </Card>
    );
  return (
    <div className="grid items-start gap-4 two:grid-cols-2">
      <Card title="Votes now">
        <ReadingView reading={readings.clusterStatus} noun="Votes of the cluster">
          {(status) => <Votes status={status} nodeNames={nodeNamesOf(readings)} />}
        </ReadingView>
      </Card>
      <Card title="As configured">
        <ReadingView reading={readings.clusterConfig} noun="Cluster configuration">
          {(config) => <Configured config={config} />}
        </ReadingView>
      </Card>
    </div>
  );
}

/** corosync names members by address; who runs the cluster knows them by name. */
function nodeNamesOf({ clusterConfig }: Readings): ReadonlyMap<number, string> {
  const nodes = clusterConfig?.status === "ok" ? clusterConfig.value.nodes : [];
  return new Map(nodes.flatMap(({ nodeId, name }) => (nodeId === null || name === null ? [] : [[nodeId, name] as const])));
}

function Votes({ status, nodeNames }: { status: ClusterStatus; nodeNames: ReadonlyMap<number, string> }) {
  const spare = status.totalVotes - status.quorum;
  return (
    <>
      <div className="flex flex-wrap items-baseline gap-x-6 gap-y-2 border-line border-b px-3.5 py-3">
        <p>
          <b className="block font-semibold text-[23px] tabular-nums leading-[1.15]">
            {status.totalVotes} of {status.expectedVotes}
          </b>
          <span className="text-ink-3 text-small">votes{spare >= 0 && `, ${spare} to spare`}</span>
        </p>
        <ToneWord tone={status.quorate ? "holds" : "critical"}>
          {status.quorate ? "quorate" : "not quorate"}, {status.quorum} needed
        </ToneWord>
        {status.flags.length > 0 && <HostText className="text-ink-3">{status.flags.join(" ")}</HostText>}
      </div>
      <Table label="Members">
        <thead>
          <tr>
            <Th className="pl-3.5">Member</Th>
            <Th className="text-right">Votes</Th>
            <Th>Quorum device</Th>
          </tr>
        </thead>
        <tbody>
          {status.members.map((member) => (
            <tr key={member.nodeId}>
              <Td className="pl-3.5">
                <HostText className="font-semibold">{nodeNames.get(member.nodeId) ?? member.name}</HostText>{" "}
                {nodeNames.has(member.nodeId) && <HostText className="text-ink-3">{member.name}</HostText>}{" "}
                {member.local && <span className="ml-0.5 text-ink-3 text-tiny">this host</span>}
              </Td>
              <Td numeric>{member.votes}</Td>
              <Td>
                <QdeviceFlags flags={member.qdevice} />
              </Td>
            </tr>
          ))}
          {status.qdeviceRow !== null && (
            <tr>
              <Td className="pl-3.5">Quorum device</Td>
              <Td numeric>{status.qdeviceRow.votes}</Td>
              <Td className="text-ink-2">
                {status.qdeviceRow.configuredVotes !== null && `configured with ${status.qdeviceRow.configuredVotes}, not counted`}
              </Td>
            </tr>
          )}
        </tbody>
      </Table>
    </>
  );
}

const flagWords: Record<string, string> = {
  A: "alive",
  NA: "not alive",
  V: "votes",
  NV: "does not vote",
  MW: "master wins",
  NMW: "no master wins",
  NR: "not registered",
};

function QdeviceFlags({ flags }: { flags: string[] | null }) {
  if (flags === null) return <span className="text-ink-3">–</span>;
  const bad = flags.some((flag) => flag === "NA" || flag === "NV" || flag === "NR");
  const words = flags.map((flag) => flagWords[flag] ?? flag).join(", ");
  return bad ? <ToneWord tone="high">{words}</ToneWord> : <span className="text-ink-2">{words}</span>;
}

function Configured({ config }: { config: ClusterConfig }) {
  return (
    <>
      <p className="border-line border-b px-3.5 py-3 text-ink-2">
        Cluster <HostText className="font-semibold text-ink">{config.name}</HostText>
        {config.twoNode && ", two_node"}
        {config.waitForAll && ", wait_for_all"}
        {config.qdevice === null ? ", no quorum device" : `, quorum device ${config.qdevice.host ?? config.qdevice.model}`}
      </p>
      <Table label="Configured nodes">
        <thead>
          <tr>
            <Th className="pl-3.5">Node</Th>
            <Th className="text-right">Votes</Th>
            <Th>Addresses</Th>
          </tr>
        </thead>
        <tbody>
          {config.nodes.map((node, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a node may have neither name nor id
            <tr key={index}>
              <Td className="pl-3.5">
                <HostText className="font-semibold">{node.name ?? `node ${node.nodeId ?? index + 1}`}</HostText>
              </Td>
              <Td numeric>{node.votes}</Td>
              <Td>
                <HostText>{node.addresses.join(", ")}</HostText>
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </>
  );
}
