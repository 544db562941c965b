import { recordedSite, largeSites } from "#bench/graph-fleet.ts";
import { recordingsFolder } from "#collectors/simulator/recording.ts";
import { unite } from "#lib/graph/unite.ts";
import { cascadeRules } from "#lib/rules/cascade/index.ts";
import { evaluateRules } from "#lib/engine/evaluate.ts";
const site = await recordedSite(recordingsFolder);
for (const count of [100, 300, 1000]) {
  const members = largeSites(site, count);
  let t = performance.now();
  const graph = unite(members);
  console.log(count, "unite", Math.round(performance.now() - t), graph.nodes.size, graph.needs.length);
  const context = { graph: { status: "ok" as const, value: graph }, declared: { status: "ok" as const, value: [] } };
  t = performance.now();
  for (const rule of cascadeRules) {
    const t1 = performance.now();
    const [r] = evaluateRules({}, { hostId: "fleet", context }, new Date("2026-05-01"), [rule]);
    console.log("  ", rule.id, Math.round(performance.now() - t1), "ms", r?.verdict, r?.findings.length);
  }
  console.log(count, "rules", Math.round(performance.now() - t), Math.round(process.memoryUsage().heapUsed / 1e6), "MB");
}
