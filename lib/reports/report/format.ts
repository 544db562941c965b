/** What a report can be had as. */
export const reportFormats = ["pdf", "html", "md", "json", "csv"] as const;
export type ReportFormat = (typeof reportFormats)[number];
export const papers = ["a4", "letter"] as const;

export const mediaTypes: Record<ReportFormat, string> = {
  pdf: "application/pdf",
  html: "text/html; charset=utf-8",
  md: "text/markdown; charset=utf-8",
  json: "application/json",
  csv: "text/csv; charset=utf-8; header=present",
};

/** Reports of more hosts than this are made by the worker: they would keep the web process busy for seconds. */
export const maximumHostsAtOnce = 60;

/** A name for the file that is safe on every system: "bulkhead-host-kvm-01-2026-11-20.pdf". Names of hosts lose what is not plain. */
export function reportFileName(kind: string, name: string, madeAt: Date, format: ReportFormat): string {
  const plain = plainFileName(name);
  const parts = ["bulkhead", kind, ...(plain === "" || plain === kind ? [] : [plain]), madeAt.toISOString().slice(0, 10)];
  return `${parts.join("-")}.${format}`;
}

/** What is left of a name in the name of a file: at most 60 of a to z, 0 to 9 and hyphens; empty where nothing is. */
export function plainFileName(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .slice(0, 60)
    .replace(/^-+|-+$/g, "")
    .toLowerCase();
}
