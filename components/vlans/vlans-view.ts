import type { Headline } from "#components/fleet/fleet-host.ts";
import { count } from "#components/ui/format.ts";
import { askedPage } from "#components/ui/paging.ts";
import type { VlanQuery, VlanTotals } from "#lib/graph/vlans/view.ts";

const path = "/topology/vlans";

/** The view that the query parameters ask for; what does not fit is left out. */
export function vlansViewOf({ text, only, page }: Readonly<Record<string, string | string[] | undefined>>): VlanQuery {
  return {
    text: typeof text === "string" && text.trim() !== "" ? text.trim().slice(0, 100) : undefined,
    only: only === "1" ? true : undefined,
    page: askedPage(page),
  };
}

/** The address of a view with something changed, on its first page. */
export function vlansHref(view: VlanQuery, change: VlanQuery): string {
  const next = { ...view, page: undefined, ...change };
  const query = new URLSearchParams();
  if (next.text !== undefined) query.set("text", next.text);
  if (next.only === true) query.set("only", "1");
  if (next.page !== undefined && next.page > 1) query.set("page", String(next.page));
  return query.size === 0 ? path : `${path}?${query}`;
}

/** The answers above the matrix, about the whole fleet. */
export function vlanHeadlines({ pvids, cutOff, drifted, told, uplinks, unreadHosts }: VlanTotals): Headline[] {
  const only = vlansHref({}, { only: true });
  const isQuiet = pvids + cutOff.vlans + drifted === 0;
  return [
    ...(isQuiet ? [{ figure: "0", sentence: "VLANs disagree, of what was read" }] : []),
    ...(pvids === 0 ? [] : [{ figure: String(pvids), sentence: pvids === 1 ? "PVID disagrees" : "PVIDs disagree", href: only }]),
    ...(cutOff.vlans === 0
      ? []
      : [
          {
            figure: String(cutOff.vlans),
            sentence: `${cutOff.vlans === 1 ? "VLAN" : "VLANs"} of ${count(cutOff.guests, "guest")} ${cutOff.vlans === 1 ? "does" : "do"} not get out`,
            href: only,
          },
        ]),
    ...(drifted === 0
      ? []
      : [
          {
            figure: String(drifted),
            sentence:
              drifted === 1 ? "bridge or card runs otherwise than its files say" : "bridges and cards run otherwise than their files say",
            href: only,
          },
        ]),
    ...(uplinks === 0
      ? []
      : [{ figure: `${told} of ${uplinks}`, sentence: "uplinks have a declared switch side", href: "/settings/declared" }]),
    ...(unreadHosts === 0
      ? []
      : [
          {
            figure: String(unreadHosts),
            sentence: unreadHosts === 1 ? "host whose VLANs were not read" : "hosts whose VLANs were not read",
          },
        ]),
  ];
}
