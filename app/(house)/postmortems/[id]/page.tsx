import { notFound } from "next/navigation";
import { PostmortemView } from "#components/postmortems/postmortem-view.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { hostsByOpenRule } from "#lib/db/fleet-judgement.ts";
import { requireUser } from "#lib/http/session.ts";
import { postmortemById } from "#lib/postmortems/index.ts";
import { rules } from "#lib/rules/index.ts";

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props) {
  return { title: postmortemById((await params).id)?.title ?? "Not found" };
}

export default async function PostmortemPage({ params }: Props) {
  await requireUser();
  const postmortem = postmortemById((await params).id);
  if (postmortem === undefined) notFound();
  return (
    <>
      <PageHead title={postmortem.title} trail={[{ name: "Postmortems", href: "/postmortems" }]} />
      <PostmortemView postmortem={postmortem} open={await hostsByOpenRule()} known={new Set(rules.map((rule) => rule.id))} />
    </>
  );
}
