import { whatRuns } from "#app/(house)/what-runs.ts";
import { SettingsTabs } from "#components/settings/settings-tabs.tsx";
import { WhatRuns } from "#components/setup/what-runs.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { requireUser } from "#lib/http/session.ts";

export const metadata = { title: "What runs on a host" };

export default async function AccessPage() {
  await requireUser();
  return (
    <>
      <PageHead title="Settings" />
      <SettingsTabs at="/settings/access" />
      <p className="mb-4 max-w-prose text-ink-2">
        Three ways in, from loosest to tightest: a root key; a user with the sudoers file below; a key that can only run a root-owned copy
        of the script. Each sees the same lines; what a login may not read stays unknown, and the coverage says so.
      </p>
      <WhatRuns texts={whatRuns()} />
    </>
  );
}
