import { AdminsPlan } from "#components/maintenance/admins-plan.tsx";
import { newDraft } from "#components/maintenance/form/draft.ts";
import { prefillOf } from "#components/maintenance/form/prefill.ts";
import { WindowForm } from "#components/maintenance/form/window-form.tsx";
import { searchParamsOf } from "#components/maintenance/search-params.ts";
import { PageHead } from "#components/ui/page-head.tsx";
import { listHostNames } from "#lib/db/hosts.ts";
import { requireUser } from "#lib/http/session.ts";

export const metadata = { title: "Plan a window" };

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function NewWindowPage({ searchParams }: Props) {
  const mayChange = (await requireUser()).role === "admin";
  const hosts = await listHostNames();
  const planned = prefillOf(searchParamsOf(await searchParams), hosts);
  return (
    <>
      <PageHead title="Plan a window" trail={[{ name: "Maintenance", href: "/maintenance" }]} />
      {mayChange ? <WindowForm id={null} initial={newDraft(planned)} hosts={hosts} /> : <AdminsPlan />}
    </>
  );
}
