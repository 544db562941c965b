import { RehearseBoard } from "#components/rehearse/rehearse-board.tsx";
import { requireUser } from "#lib/http/session.ts";
import { rules } from "#lib/rules/index.ts";

export const metadata = { title: "Rehearse" };

/** The first thing to do about what each rule finds. */
const fixes = Object.fromEntries(rules.map(({ id, remedy }) => [id, remedy.steps[0] ?? ""]));

export default async function RehearsePage() {
  await requireUser();
  return <RehearseBoard fixes={fixes} />;
}
