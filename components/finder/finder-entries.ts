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

/** Something that can be found: where it leads, what it is called, and what stands in grey beside it. */
export interface FinderEntry {
  key: string;
  kind: "host" | "finding" | "page";
  href: string;
  name: string;
  detail: string;
}

export const pageEntries: readonly FinderEntry[] = [
  { key: "page|/", kind: "page", href: "/", name: "Fleet", detail: "page" },
  { key: "page|/postmortems", kind: "page", href: "/postmortems", name: "Postmortems", detail: "page" },
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
