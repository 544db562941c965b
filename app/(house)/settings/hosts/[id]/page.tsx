import { idOf, orNotFound } from "#app/(house)/or-not-found.ts";
import { AdminOnly } from "#components/settings/admin-only.tsx";
import { ChangeAccess } from "#components/settings/change-access.tsx";
import { EditHost } from "#components/settings/edit-host.tsx";
import { HostKeys } from "#components/settings/host-keys.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { loadHost } from "#lib/db/hosts.ts";
import { requireUser } from "#lib/http/session.ts";
import { targetOf } from "#lib/reports/host/target.ts";

export const metadata = { title: "Edit a host" };

export default async function EditHostPage({ params }: { params: Promise<{ id: string }> }) {
  const mayChange = (await requireUser()).role === "admin";
  const id = await idOf(params);
  const { host, access } = await orNotFound(loadHost(id));
  return (
    <>
      <PageHead title={host.name} trail={[{ name: "Settings", href: "/settings/hosts" }]} />
      {mayChange ? (
        <div className="grid gap-4">
          <EditHost host={{ id, name: host.name, site: host.site, intervalSeconds: access.intervalSeconds }} />
          <HostKeys hostId={id} target={targetOf(host)} keys={access.hostKeys} changed={host.state === "keyChanged"} />
          <ChangeAccess hostId={id} known={{ ...host, ...access }} />
        </div>
      ) : (
        <AdminOnly />
      )}
    </>
  );
}
