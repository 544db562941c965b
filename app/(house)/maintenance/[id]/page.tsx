import { idOf, orNotFound } from "#app/(house)/or-not-found.ts";
import { WindowHead } from "#components/maintenance/window-head.tsx";
import { WindowView } from "#components/maintenance/window-view.tsx";
import { LiveRefresh } from "#components/ui/live-refresh.tsx";
import { loadWindow } from "#lib/db/maintenance.ts";
import { requireUser } from "#lib/http/session.ts";
import { loadWindowPage } from "./load-window-page.ts";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ check?: string | string[] }>;
}

export async function generateMetadata({ params }: Props) {
  await requireUser();
  return { title: (await orNotFound(loadWindow(await idOf(params), new Date()))).title };
}

export default async function WindowPage({ params, searchParams }: Props) {
  const mayChange = (await requireUser()).role === "admin";
  const { check } = await searchParams;
  const now = new Date();
  const page = await orNotFound(loadWindowPage(await idOf(params), typeof check === "string" ? check : undefined, now));
  return (
    <>
      <WindowHead page={page} mayChange={mayChange} now={now} />
      <WindowView page={page} mayChange={mayChange} now={now} />
      <LiveRefresh everySeconds={30} />
    </>
  );
}
