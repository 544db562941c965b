import { ChangesBody } from "#components/changes/fleet/changes-body.tsx";
import { SpanChips, SpanForm } from "#components/changes/fleet/span-form.tsx";
import { FirstHost } from "#components/fleet/empty-fleet.tsx";
import { LiveRefresh } from "#components/ui/live-refresh.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { requireUser } from "#lib/http/session.ts";
import { loadChanges } from "./load-changes.ts";

export const metadata = { title: "Changes" };

export default async function ChangesPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const mayChange = (await requireUser()).role === "admin";
  const { view, choices, changes, history } = await loadChanges(await searchParams, new Date());
  return (
    <>
      <PageHead title="What changed" trail={[{ name: "Fleet", href: "/" }]} />
      {choices.hosts === 0 ? (
        <FirstHost mayAdd={mayChange} />
      ) : (
        <>
          <div className="mb-4 grid gap-3">
            <SpanChips view={view} windows={choices.windows} />
            <SpanForm view={view} choices={choices} />
          </div>
          {typeof changes === "string" ? (
            <Notice kind="warning" title={changes} />
          ) : (
            <ChangesBody view={view} changes={changes} history={history} mayMark={mayChange} />
          )}
          <LiveRefresh everySeconds={60} />
        </>
      )}
    </>
  );
}
