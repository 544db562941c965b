import { idOf, orNotFound } from "#app/(house)/or-not-found.ts";
import { RunbookView } from "#components/maintenance/runbook-view.tsx";
import { ReportMenu } from "#components/reports/report-menu.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { PrintButton } from "#components/ui/print-button.tsx";
import { Ago } from "#components/ui/time.tsx";
import { loadRunbook } from "#lib/db/runbook.ts";
import { requireUser } from "#lib/http/session.ts";

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props) {
  await requireUser();
  return { title: `Runbook of ${(await orNotFound(loadRunbook(await idOf(params)))).host}` };
}

export default async function RunbookPage({ params }: Props) {
  await requireUser();
  const id = await idOf(params);
  const runbook = await orNotFound(loadRunbook(id));
  const { host, seenAt } = runbook;
  const trail = [
    { name: "Fleet", href: "/" },
    { name: host, href: `/hosts/${id}` },
  ];
  return (
    <>
      <PageHead
        title={`Runbook of ${host}`}
        trail={trail}
        actions={
          <>
            <ReportMenu kind="host" id={id} hosts={1} />
            <PrintButton />
          </>
        }
      />
      <p className="mb-4 max-w-prose text-ink-2">
        For the night in which it does not come back.{" "}
        {seenAt === null ? (
          <b className="font-[550] text-critical">It was never read: almost everything is missing.</b>
        ) : (
          <>
            Filled from what it told <Ago at={new Date(seenAt)} now={new Date()} /> (
            <time dateTime={seenAt}>{seenAt.slice(0, 16).replace("T", " ")} UTC</time>). It holds account names, never a password.
          </>
        )}
      </p>
      <RunbookView runbook={runbook} />
      <p className="mt-4 max-w-prose text-ink-2 text-small print:hidden">
        Carry it where no network reaches: <code>npx bulkhead export --offline DIR</code> writes all runbooks, reports and rehearsals as
        pages onto a stick. Each night, by cron: <code>30 4 * * * cd /opt/bulkhead && npx bulkhead export --offline DIR</code>{" "}
        (docs/offline.md has it for systemd, too).
      </p>
    </>
  );
}
