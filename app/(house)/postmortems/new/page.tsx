import { AdminsWrite } from "#components/postmortems/admins-write.tsx";
import { PostmortemEditor } from "#components/postmortems/postmortem-editor.tsx";
import { reportTemplate } from "#components/postmortems/report-template.ts";
import { PageHead } from "#components/ui/page-head.tsx";
import { requireUser } from "#lib/http/session.ts";
import { rules } from "#lib/rules/index.ts";

export const metadata = { title: "Add an incident" };

export default async function NewPostmortemPage() {
  const mayChange = (await requireUser()).role === "admin";
  return (
    <>
      <PageHead title="Add an incident" trail={[{ name: "Postmortems", href: "/postmortems" }]} />
      {mayChange ? <PostmortemEditor id={null} markdown={reportTemplate} knownRules={rules.map((rule) => rule.id)} /> : <AdminsWrite />}
    </>
  );
}
