import { largeSites, recordedSite } from "#bench/graph-fleet.ts";
import { evaluateRules } from "#lib/engine/evaluate.ts";
import { unite } from "#lib/graph/unite.ts";
import { cascadeRules } from "#lib/rules/cascade/index.ts";

const cpu = () => {
  const u = process.cpuUsage();
  return (u.user + u.system) / 1000;
};
const site = await recordedSite("/work/main/collectors/simulator/hosts");
const members = largeSites(site, Number(process.argv[2]));
let t = cpu();
const graph = unite(members);
console.log("unite", Math.round(cpu() - t), graph.nodes.size, graph.needs.length, graph.unknown.length);
const context = { graph: { status: "ok" as const, value: graph }, declared: { status: "ok" as const, value: [] } };
t = cpu();
for (const rule of cascadeRules) {
  const t1 = cpu();
  const [r] = evaluateRules({}, { hostId: "fleet", context }, new Date("2026-05-01"), [rule]);
  console.log("  ", rule.id, Math.round(cpu() - t1), "ms", r?.verdict, r?.findings.length);
}
console.log("rules", Math.round(cpu() - t), Math.round(process.memoryUsage().heapUsed / 1e6), "MB");
