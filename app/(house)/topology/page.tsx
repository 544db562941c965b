import { Topology } from "#components/topology/topology.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { requireUser } from "#lib/http/session.ts";
import { rules } from "#lib/rules/index.ts";
import { severityOf } from "#lib/rules/severity.ts";

export const metadata = { title: "Topology" };

const words = Object.fromEntries(
  rules.map(({ id, title, likelihood, impact }) => [id, { title, severity: severityOf(likelihood, impact) }]),
);

export default async function TopologyPage() {
  await requireUser();
  return (
    <>
      <PageHead title="Topology" />
      <Topology rules={words} />
    </>
  );
}
