import { PostmortemList } from "#components/postmortems/postmortem-list.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { hostsByOpenRule } from "#lib/db/fleet-judgement.ts";
import { requireUser } from "#lib/http/session.ts";
import { postmortems } from "#lib/postmortems/index.ts";

export const metadata = { title: "Postmortems" };

export default async function PostmortemsPage() {
  await requireUser();
  return (
    <>
      <PageHead title="Postmortems" />
      <p className="mb-4 max-w-prose text-ink-2">Incidents in which a quiet fault did its work. Could it happen here?</p>
      <PostmortemList postmortems={postmortems} open={await hostsByOpenRule()} />
    </>
  );
}
