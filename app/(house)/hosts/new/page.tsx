import { whatRuns } from "#app/(house)/what-runs.ts";
import { AdminOnly } from "#components/settings/admin-only.tsx";
import { AddHost } from "#components/setup/add-host.tsx";
import { WhatRuns } from "#components/setup/what-runs.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { requireUser } from "#lib/http/session.ts";

export const metadata = { title: "Add a host" };

export default async function NewHostPage() {
  const mayAdd = (await requireUser()).role === "admin";
  return (
    <>
      <PageHead title="Add a host" trail={[{ name: "Fleet", href: "/" }]} />
      <div className="grid gap-4">
        {mayAdd ? <AddHost /> : <AdminOnly />}
        <details>
          <summary className="inline-block rounded-sm font-medium text-ink-2 underline decoration-line-strong underline-offset-2 hover:text-ink">
            What will run on the host?
          </summary>
          <div className="mt-3">
            <WhatRuns texts={whatRuns()} />
          </div>
        </details>
      </div>
    </>
  );
}
