import { z } from "zod";

/** What of the API's answers the finder reads. */
export const FoundHosts = z.object({
  hosts: z.array(z.object({ id: z.string(), name: z.string(), address: z.string(), clusterName: z.string().nullable() })),
});
export const FoundFindings = z.object({
  findings: z.array(
    z.object({
      id: z.string(),
      finding: z.object({ rule: z.string(), title: z.string(), subject: z.string() }),
      hosts: z.array(z.object({ id: z.string(), name: z.string() })),
    }),
  ),
});

export const FoundRules = z.object({ rules: z.array(z.object({ id: z.string(), title: z.string() })) });
export const FoundIncidents = z.object({
  postmortems: z.array(z.object({ id: z.string(), title: z.string(), date: z.string().optional() })),
});

/** Something that can be found: where it leads, what it is called, and what stands in grey beside it. */
export interface FinderEntry {
  key: string;
  kind: "host" | "finding" | "rule" | "incident" | "page";
  href: string;
  name: string;
  detail: string;
}

export const pageEntries: readonly FinderEntry[] = [
  { key: "page|/", kind: "page", href: "/", name: "Fleet", detail: "page" },
  { key: "page|/changes", kind: "page", href: "/changes", name: "What changed", detail: "page" },
  { key: "page|/rehearse", kind: "page", href: "/rehearse", name: "Rehearse", detail: "page" },
  { key: "page|/rehearse/cold-start", kind: "page", href: "/rehearse/cold-start", name: "Cold start", detail: "page" },
  { key: "page|/postmortems", kind: "page", href: "/postmortems", name: "Postmortems", detail: "page" },
  { key: "page|/maintenance", kind: "page", href: "/maintenance", name: "Maintenance", detail: "page" },
  { key: "page|/maintenance/new", kind: "page", href: "/maintenance/new", name: "Plan a window", detail: "page" },
  { key: "page|/reports", kind: "page", href: "/reports", name: "Reports", detail: "page" },
  { key: "page|/rules", kind: "page", href: "/rules", name: "Rules", detail: "page" },
  { key: "page|/hosts/new", kind: "page", href: "/hosts/new", name: "Add a host", detail: "page" },
  { key: "page|/settings/hosts", kind: "page", href: "/settings/hosts", name: "Settings", detail: "page" },
  { key: "page|/settings/access", kind: "page", href: "/settings/access", name: "What runs on a host", detail: "page" },
];

export function hostEntries({ hosts }: z.infer<typeof FoundHosts>): FinderEntry[] {
  return hosts.map(({ id, name, address, clusterName }) => {
    const detail = clusterName === null ? address : `${address}, cluster ${clusterName}`;
    return { key: `host|${id}`, kind: "host", href: `/hosts/${id}`, name, detail };
  });
}

/** One entry for each host that shows a finding: that is where it can be read. */
export function findingEntries({ findings }: z.infer<typeof FoundFindings>): FinderEntry[] {
  return findings.flatMap(({ id, finding, hosts }) =>
    hosts.map(
      (host): FinderEntry => ({
        key: `finding|${host.id}|${id}`,
        kind: "finding",
        href: `/hosts/${host.id}?finding=${id}#${id}`,
        name: finding.title,
        detail: `${host.name} · ${finding.rule} · ${finding.subject}`,
      }),
    ),
  );
}

export function ruleEntries({ rules }: z.infer<typeof FoundRules>): FinderEntry[] {
  return rules.map(({ id, title }) => ({ key: `rule|${id}`, kind: "rule", href: `/rules/${id}`, name: title, detail: `rule ${id}` }));
}

export function incidentEntries({ postmortems }: z.infer<typeof FoundIncidents>): FinderEntry[] {
  return postmortems.map(({ id, title, date }) => {
    const detail = date === undefined ? "incident" : `incident of ${date}`;
    return { key: `incident|${id}`, kind: "incident", href: `/postmortems/${id}`, name: title, detail };
  });
}

/** The entries that have every word of `text` in name or detail; those whose name begins with it first. */
export function matching(entries: readonly FinderEntry[], text: string, limit = 12): FinderEntry[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = entries.filter((entry) => {
    const haystack = `${entry.name} ${entry.detail}`.toLowerCase();
    return words.every((word) => haystack.includes(word));
  });
  const begins = (entry: FinderEntry) => (words[0] !== undefined && entry.name.toLowerCase().startsWith(words[0]) ? 0 : 1);
  return fits.toSorted((one, other) => begins(one) - begins(other)).slice(0, limit);
}
