import { ColdStartBoard } from "#components/rehearse/cold-start-board.tsx";
import { requireUser } from "#lib/http/session.ts";

export const metadata = { title: "Cold start" };

export default async function ColdStartPage() {
  await requireUser();
  return <ColdStartBoard />;
}
