import { AdminOnly } from "#components/settings/admin-only.tsx";
import { DeclarationForm } from "#components/settings/declaration-form.tsx";
import { DeclarationList } from "#components/settings/declaration-list.tsx";
import { SettingsTabs } from "#components/settings/settings-tabs.tsx";
import { Card } from "#components/ui/card.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { listDeclarations } from "#lib/db/declarations.ts";
import { listHostNames } from "#lib/db/hosts.ts";
import { requireUser } from "#lib/http/session.ts";

export const metadata = { title: "Declared facts" };

export default async function DeclaredPage({ searchParams }: { searchParams: Promise<{ host?: string | string[] }> }) {
  const mayChange = (await requireUser()).role === "admin";
  const { host } = await searchParams;
  const [declarations, hosts] = await Promise.all([listDeclarations(), listHostNames()]);
  const chosen = hosts.find(({ id }) => id === host);
  return (
    <>
      <PageHead title="Settings" />
      <SettingsTabs at="/settings/declared" />
      <div className="grid gap-4">
        {mayChange ? (
          <Card title="Declare a fact" hint="What no host can tell; it is noted with your name and today's date">
            <DeclarationForm hosts={hosts} {...(chosen && { hostId: chosen.id })} />
          </Card>
        ) : (
          <AdminOnly />
        )}
        <DeclarationList declarations={declarations} hosts={hosts} mayChange={mayChange} now={new Date()} />
      </div>
    </>
  );
}
