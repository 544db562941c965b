"use client";

import type { Node, NodeProps } from "@xyflow/react";
import { count } from "#components/ui/format.ts";
import type { Group } from "#lib/graph/topology/picture.ts";
import { plainLine } from "#lib/plain-text.ts";
import { guestWords, OpenButton } from "./box-parts.tsx";
import { usePictureState } from "./picture-context.ts";

export type GroupNode = Node<{ group: Group }, "group-frame">;

/** A group of hosts, with its counts. */
export function GroupView({ data: { group } }: NodeProps<GroupNode>) {
  const { hitGroups } = usePictureState();
  const hit = hitGroups.get(group.id) ?? 0;
  const kind = group.kind === "alone" || group.kind === "shared" || group.kind === "focus" ? "" : `${group.kind} `;
  const counts = group.hosts === 0 ? "" : `${count(group.hosts, "host")}, ${guestWords(group.guests)}`;
  return (
    <div className="size-full rounded-card border border-line bg-sunken">
      <div className="flex h-9 items-center gap-2 px-3 text-ink-2 text-small">
        <h3 className="max-w-full flex-none truncate">
          <span className="font-normal text-ink-3">{kind}</span>
          {plainLine(group.name, 60)}
        </h3>
        <span className="truncate text-ink-3 text-tiny">{counts}</span>
        {group.unread > 0 && <span className="flex-none text-tiny text-unknown">? {group.unread} never read</span>}
        {hit > 0 && <span className="flex-none font-medium text-critical text-tiny">{hit} hit</span>}
        {group.folds && <OpenButton id={group.id} isOpen={group.isOpen} label={group.isOpen ? "close" : "open"} className="ml-auto" />}
      </div>
    </div>
  );
}
