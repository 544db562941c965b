import type { Route } from "next";
import Link from "next/link";
import { cn } from "#components/ui/cn.ts";
import { count } from "#components/ui/format.ts";
import { HostText } from "#components/ui/host-text.tsx";
import type { VlanColumn } from "#lib/graph/vlans/model.ts";
import { placeKinds } from "#lib/graph/vlans/place-words.ts";
import { plainLine } from "#lib/plain-text.ts";

const shape = "sticky z-20 border-line bg-surface px-1.5 text-left align-top font-normal";

/** Two lines of headings: hosts, and below them their bridges and cards. Both stay in sight. */
export function MatrixHead({ columns, hostIds }: { columns: readonly VlanColumn[]; hostIds: Readonly<Record<string, string>> }) {
  const hosts = columns.flatMap(({ host }, index) =>
    columns[index - 1]?.host === host ? [] : [{ host, span: columns.filter((one) => one.host === host).length }],
  );
  return (
    <thead>
      <tr>
        <th
          scope="col"
          rowSpan={2}
          className="sticky top-0 left-0 z-30 border-line border-r border-b bg-surface py-[7px] pl-3.5 text-left align-bottom font-medium text-ink-3 text-tiny"
        >
          VLAN
        </th>
        {hosts.map(({ host, span }, index) => (
          <th
            key={host}
            scope="colgroup"
            colSpan={span}
            className={cn(shape, "top-0 h-8 max-w-[240px] truncate pt-[7px]", index > 0 && "border-l")}
          >
            <HostName host={host} id={hostIds[host]} />
          </th>
        ))}
      </tr>
      <tr>
        {columns.map((column, index) => (
          <th
            key={column.id}
            scope="col"
            className={cn(
              shape,
              "top-8 h-12 min-w-[128px] border-b pb-[5px]",
              index > 0 && columns[index - 1]?.host !== column.host && "border-l",
            )}
          >
            <PlaceName column={column} />
          </th>
        ))}
      </tr>
    </thead>
  );
}

function HostName({ host, id }: { host: string; id: string | undefined }) {
  const name = plainLine(host, 60);
  if (id === undefined) return <b className="font-semibold">{name}</b>;
  return (
    <Link href={`/hosts/${id}?tab=network` as Route} prefetch={false} className="rounded-sm font-semibold hover:underline" title={name}>
      {name}
    </Link>
  );
}

/** The bridge or card, what it does with VLANs, and what of it is not known. */
function PlaceName({ column: { name, kind, uplinks, told, unread } }: { column: VlanColumn }) {
  const isOpen = unread.length > 0;
  const open = [
    ...unread.map((words) => `not read: ${words}`),
    ...(told === "none" && uplinks.length > 0 ? ["switch side not declared"] : []),
  ];
  return (
    <span className="block" title={open.join("; ")}>
      {name !== "" && <HostText className="block max-w-[140px] truncate">{name}</HostText>}
      <span
        className={cn(
          "block whitespace-nowrap text-ink-3 text-tiny leading-tight",
          kind === "unread" && "hatched rounded px-1 text-unknown",
        )}
      >
        {kind === "unread" ? "? " : ""}
        {placeKinds[kind]}
      </span>
      {kind !== "unread" && isOpen && (
        <span className="hatched inline-block whitespace-nowrap rounded px-1 text-tiny text-unknown leading-tight">
          ? {count(unread.length, "gap")}
        </span>
      )}
      {open.length > 0 && <span className="sr-only">, {open.join(", ")}</span>}
    </span>
  );
}
