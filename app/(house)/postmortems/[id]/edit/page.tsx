import { orNotFound } from "#app/(house)/or-not-found.ts";
import { AdminsWrite } from "#components/postmortems/admins-write.tsx";
import { PostmortemEditor } from "#components/postmortems/postmortem-editor.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { loadOwnMarkdown } from "#lib/db/own-postmortems.ts";
import { requireUser } from "#lib/http/session.ts";
import { rules } from "#lib/rules/index.ts";

export const metadata = { title: "Edit an incident" };

export default async function EditPostmortemPage({ params }: { params: Promise<{ id: string }> }) {
  const mayChange = (await requireUser()).role === "admin";
  const { id } = await params;
  const markdown = await orNotFound(loadOwnMarkdown(id));
  return (
    <>
      <PageHead title="Edit an incident" trail={[{ name: "Postmortems", href: "/postmortems" }]} />
      {mayChange ? <PostmortemEditor id={id} markdown={markdown} knownRules={rules.map((rule) => rule.id)} /> : <AdminsWrite />}
    </>
  );
}
