import { Finding } from "#lib/engine/judgement.ts";
import type { SourceFinding } from "#lib/reports/report/source.ts";
import { db } from "./client.ts";
import type { Prisma } from "./generated/client.ts";

/** Findings that are read at once: a body has a few kilobytes. */
const pageSize = 1000;

const select = {
  id: true,
  rule: true,
  body: true,
  status: true,
  openedAt: true,
  acceptedAt: true,
  acceptedBy: true,
  acceptedReason: true,
  acceptedUntil: true,
  sightings: {
    where: { standing: true },
    orderBy: { host: { name: "asc" } },
    select: { points: true, seenUntil: true, host: { select: { name: true } } },
  },
} as const satisfies Prisma.FindingSelect;
type Row = Prisma.FindingGetPayload<{ select: typeof select }>;

/** Every standing finding, open or accepted, with the hosts that show it; those that this version cannot read are named apart. */
export async function loadReportFindings(
  where: Prisma.FindingWhereInput,
): Promise<{ findings: SourceFinding[]; unreadable: { rule: string; hosts: string[] }[] }> {
  const findings: SourceFinding[] = [];
  const unreadable: { rule: string; hosts: string[] }[] = [];
  for (let after: string | null = null; ; ) {
    const rows: Row[] = await db().finding.findMany({
      where: { AND: [where, { status: { in: ["open", "accepted"] } }] },
      orderBy: { id: "asc" },
      take: pageSize,
      ...(after === null ? {} : { cursor: { id: after }, skip: 1 }),
      select,
    });
    for (const row of rows) {
      const found = sourceFinding(row);
      if (found === null) unreadable.push({ rule: row.rule, hosts: row.sightings.map(({ host }) => host.name) });
      else findings.push(found);
    }
    after = rows.at(-1)?.id ?? null;
    if (rows.length < pageSize) return { findings, unreadable };
  }
}

function sourceFinding(row: Row): SourceFinding | null {
  const finding = Finding.safeParse(row.body);
  if (!finding.success) return null;
  const { acceptedBy: by, acceptedReason: reason, acceptedAt: at, acceptedUntil: until } = row;
  return {
    finding: finding.data,
    openedAt: row.openedAt,
    accepted: row.status === "accepted" ? { by, reason, at, until } : null,
    hosts: row.sightings.map(({ host, points, seenUntil }) => ({ host: host.name, points, unseenSince: seenUntil })),
  };
}
