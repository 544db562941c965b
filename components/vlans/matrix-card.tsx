import type { VlansAnswer } from "#components/graph/ask-vlans.ts";
import { Card, Empty } from "#components/ui/card.tsx";
import { cn } from "#components/ui/cn.ts";
import { count } from "#components/ui/format.ts";
import { Pages } from "#components/ui/pages.tsx";
import { ScrollRegion } from "#components/ui/scroll-region.tsx";
import type { VlanRow } from "#lib/graph/vlans/model.ts";
import type { VlanQuery } from "#lib/graph/vlans/view.ts";
import { Legend } from "./legend.tsx";
import { MatrixCell } from "./matrix-cell.tsx";
import { MatrixHead } from "./matrix-head.tsx";
import { vlansHref } from "./vlans-view.ts";

/** VLANs × hosts: who is in it, how the uplink takes it, and where files or the switch say otherwise. */
export function MatrixCard({ answer, view }: { answer: VlansAnswer; view: VlanQuery }) {
  const { columns, rows, moreRows, hosts, page, pages } = answer;
  const told = hosts.fitting === hosts.all ? count(hosts.all, "host") : `${hosts.fitting} of ${count(hosts.all, "host")}`;
  return (
    <Card title="Where each VLAN is" hint={told}>
      {columns.length === 0 ? (
        <Empty>No host fits these filters.</Empty>
      ) : (
        <ScrollRegion label="VLANs by host" className="relative max-h-[78vh]">
          <table className="border-separate border-spacing-0">
            <MatrixHead columns={columns} hostIds={answer.hostIds} />
            <tbody>
              {rows.map((row) => (
                <Row key={row.range?.join("-") ?? "untagged"} row={row} columns={columns} />
              ))}
            </tbody>
          </table>
          {rows.length === 0 && <p className="sticky left-0 px-3.5 py-4 text-ink-2">No VLAN is known on these hosts.</p>}
        </ScrollRegion>
      )}
      {moreRows > 0 && (
        <p className="border-line border-t px-3.5 py-2.5 text-ink-2">{count(moreRows, "more row")}: look for a VLAN by its number.</p>
      )}
      <Pages label="Pages of hosts" page={page} pages={pages} hrefOf={(asked) => vlansHref(view, { page: asked })} />
      {columns.length > 0 && <Legend />}
    </Card>
  );
}

function Row({ row: { range, subnets, cells }, columns }: { row: VlanRow; columns: VlansAnswer["columns"] }) {
  const [first, last] = range ?? [null, null];
  const name = first === null ? "untagged" : first === last ? String(first) : `${first}–${last}`;
  const note = first === null ? "no VLAN known" : [subnets[0], subnets.length > 1 && `+${subnets.length - 1}`].filter(Boolean).join(" ");
  return (
    <tr className="group">
      <th
        scope="row"
        title={subnets.join(", ")}
        className="sticky left-0 z-10 w-[116px] min-w-[116px] border-line border-r border-b bg-surface pt-[9px] pb-[5px] pr-2 pl-3.5 text-left align-top font-normal group-last:border-b-0 group-hover:bg-sunken"
      >
        <span className="block font-semibold tabular-nums">
          <span className="sr-only">VLAN </span>
          {name}
        </span>{" "}
        {note !== "" && <span className="block break-words text-ink-3 text-tiny leading-tight">{note}</span>}
      </th>
      {cells.map((cell, index) => (
        <td
          key={columns[index]?.id}
          className={cn(
            "border-line border-b px-1 py-[5px] align-top group-last:border-b-0 group-hover:bg-sunken",
            isNewHost(columns, index) && "border-l",
          )}
        >
          <MatrixCell cell={cell} column={columns[index]} />
        </td>
      ))}
    </tr>
  );
}

/** A hairline stands between hosts, not between the bridges of one. */
export function isNewHost(columns: VlansAnswer["columns"], index: number): boolean {
  return index > 0 && columns[index - 1]?.host !== columns[index]?.host;
}
