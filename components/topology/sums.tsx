import { CircleHelp } from "lucide-react";
import { count } from "#components/ui/format.ts";
import type { Picture } from "#lib/graph/topology/picture.ts";

/** What the view counts, and what it cannot know. */
export function Sums({ picture }: { picture: Picture | undefined }) {
  if (picture === undefined) return null;
  const { hosts, guests, faults, unread, unknownFacts } = picture.counts;
  const open = [
    ...(unread > 0 ? [`${count(unread, "host")} never read`] : []),
    ...(unknownFacts > 0 ? [`${count(unknownFacts, "fact")} not read`] : []),
    ...(picture.leftOut > 0 ? [`${picture.leftOut} further away left out`] : []),
  ];
  return (
    <p className="ml-auto flex flex-wrap items-center gap-x-3 text-ink-3 text-small tabular-nums">
      <span>
        {count(hosts, "host")}, {count(guests, "guest")}, {count(faults, "fault")} in this view
      </span>
      {open.length > 0 && (
        <span className="hatched inline-flex items-center gap-1 rounded px-1.5 text-unknown">
          <CircleHelp aria-hidden className="size-3" />
          {open.join(", ")}
        </span>
      )}
    </p>
  );
}
