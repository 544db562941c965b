import { idOf, orNotFound } from "#app/(house)/or-not-found.ts";
import { AdminsPlan } from "#components/maintenance/admins-plan.tsx";
import { plannedDraft } from "#components/maintenance/form/planned-draft.ts";
import { WindowForm } from "#components/maintenance/form/window-form.tsx";
import { WindowIsOver } from "#components/maintenance/window-is-over.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { listHostNames } from "#lib/db/hosts.ts";
import { loadWindow } from "#lib/db/maintenance.ts";
import { requireUser } from "#lib/http/session.ts";
import type { StoredWindow } from "#lib/maintenance/window.ts";

export const metadata = { title: "Edit a window" };

export default async function EditWindowPage({ params }: { params: Promise<{ id: string }> }) {
  const mayChange = (await requireUser()).role === "admin";
  const window = await orNotFound(loadWindow(await idOf(params), new Date()));
  const trail = [
    { name: "Maintenance", href: "/maintenance" },
    { name: window.title, href: `/maintenance/${window.id}` },
  ];
  return (
    <>
      <PageHead title="Edit" trail={trail} />
      {mayChange ? <Editor window={window} /> : <AdminsPlan />}
    </>
  );
}

async function Editor({ window }: { window: StoredWindow }) {
  const { id, state } = window;
  if (state === "closed" || state === "cancelled") return <WindowIsOver windowId={id} state={state} />;
  const hosts = await listHostNames();
  return <WindowForm id={id} initial={plannedDraft(window, hosts)} hosts={hosts} />;
}
