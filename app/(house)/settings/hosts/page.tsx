import { Plus } from "lucide-react";
import { targetOf } from "#components/hosts/target.ts";
import { SettingsHostList } from "#components/settings/settings-host-list.tsx";
import { SettingsTabs } from "#components/settings/settings-tabs.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { listFleet } from "#lib/db/fleet.ts";
import { requireUser } from "#lib/http/session.ts";

export const metadata = { title: "Hosts" };

export default async function SettingsHostsPage() {
  await requireUser();
  const hosts = await listFleet({ sort: "name", limit: 1000 });
  return (
    <>
      <PageHead
        title="Settings"
        actions={
          <ButtonLink href="/hosts/new" icon={<Plus aria-hidden />}>
            Add host
          </ButtonLink>
        }
      />
      <SettingsTabs at="/settings/hosts" />
      <SettingsHostList hosts={hosts.map((host) => ({ ...host, target: targetOf(host) }))} />
    </>
  );
}
