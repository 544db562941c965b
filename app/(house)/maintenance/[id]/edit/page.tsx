import { idOf, orNotFound } from "#app/(house)/or-not-found.ts";
import { AdminsPlan } from "#components/maintenance/admins-plan.tsx";
import { plannedDraft } from "#components/maintenance/form/planned-draft.ts";
import { WindowForm } from "#components/maintenance/form/window-form.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { listHostNames } from "#lib/db/hosts.ts";
import { loadWindow } from "#lib/db/maintenance.ts";
import { requireUser } from "#lib/http/session.ts";

export const metadata = { title: "Edit a window" };

export default async function EditWindowPage({ params }: { params: Promise<{ id: string }> }) {
  const mayChange = (await requireUser()).role === "admin";
  const id = await idOf(params);
  const [window, hosts] = await Promise.all([orNotFound(loadWindow(id, new Date())), listHostNames()]);
  const trail = [
    { name: "Maintenance", href: "/maintenance" },
    { name: window.title, href: `/maintenance/${id}` },
  ];
  return (
    <>
      <PageHead title="Edit" trail={trail} />
      {mayChange ? <WindowForm id={id} initial={plannedDraft(window, hosts)} hosts={hosts} /> : <AdminsPlan />}
    </>
  );
}
