import { count } from "#components/ui/format.ts";
import type { Box, Edge } from "#lib/graph/topology/picture.ts";
import { plainLine } from "#lib/plain-text.ts";
import { Panel } from "./panel.tsx";
import { ToldNeeds } from "./told-needs.tsx";
import type { RuleWords } from "./words.tsx";

/** What is wrong between two things. */
export function EdgePanel({
  edge,
  from,
  to,
  rules,
  onSelect,
  onClose,
}: {
  edge: Edge;
  from: Box;
  to: Box;
  rules: RuleWords;
  onSelect(node: string): void;
  onClose(): void;
}) {
  const title = `${plainLine(from.name, 60)} needs ${plainLine(to.name, 60)}`;
  return (
    <Panel title={title} hint={`${count(edge.needs, "need")}, ${count(edge.faults.length, "rule")} that find a fault`} onClose={onClose}>
      <ToldNeeds needs={edge.told} total={edge.told.length} rules={rules} end="node" empty="" onSelect={onSelect} />
    </Panel>
  );
}
