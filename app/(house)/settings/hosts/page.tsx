import { Plus } from "lucide-react";
import { AdminOnly } from "#components/settings/admin-only.tsx";
import { SettingsHostList } from "#components/settings/settings-host-list.tsx";
import { SettingsTabs } from "#components/settings/settings-tabs.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { listFleet } from "#lib/db/fleet.ts";
import { requireUser } from "#lib/http/session.ts";
import { targetOf } from "#lib/reports/host/target.ts";

export const metadata = { title: "Hosts" };

export default async function SettingsHostsPage() {
  const mayChange = (await requireUser()).role === "admin";
  const hosts = await listFleet({ sort: "name", limit: 1000 });
  return (
    <>
      <PageHead
        title="Settings"
        actions={
          mayChange ? (
            <ButtonLink href="/hosts/new" icon={<Plus aria-hidden />}>
              Add host
            </ButtonLink>
          ) : undefined
        }
      />
      <SettingsTabs at="/settings/hosts" />
      {!mayChange && (
        <div className="mb-4">
          <AdminOnly />
        </div>
      )}
      <SettingsHostList hosts={hosts.map((host) => ({ ...host, target: targetOf(host) }))} mayChange={mayChange} />
    </>
  );
}
