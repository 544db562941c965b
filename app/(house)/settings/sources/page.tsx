import { AdminOnly } from "#components/settings/admin-only.tsx";
import { SettingsTabs } from "#components/settings/settings-tabs.tsx";
import { SourceForm } from "#components/settings/source-form.tsx";
import { SourceList } from "#components/settings/source-list.tsx";
import { Card } from "#components/ui/card.tsx";
import { LiveRefresh } from "#components/ui/live-refresh.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { listHttpSources } from "#lib/db/http-sources.ts";
import { requireUser } from "#lib/http/session.ts";

export const metadata = { title: "Alert sources" };

export default async function SourcesPage() {
  const mayChange = (await requireUser()).role === "admin";
  const sources = (await listHttpSources()).map(({ reading, ...source }) => ({
    ...source,
    state: reading?.status ?? ("unread" as const),
    detail: reading?.status === "failed" ? reading.detail : null,
  }));
  return (
    <>
      <PageHead title="Settings" />
      <SettingsTabs at="/settings/sources" />
      <div className="grid gap-4">
        {mayChange ? (
          <Card title="Add an alert source" hint="Read over HTTP every 5 minutes, by GET and nothing else">
            <SourceForm />
          </Card>
        ) : (
          <AdminOnly />
        )}
        <SourceList sources={sources} mayChange={mayChange} now={new Date()} />
      </div>
      <LiveRefresh everySeconds={sources.some((source) => source.readAt === null) ? 3 : 60} />
    </>
  );
}
