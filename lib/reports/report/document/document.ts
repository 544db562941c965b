import { count } from "#lib/format.ts";
import type { Report } from "#lib/reports/report/model.ts";
import { appendix } from "./appendix.ts";
import type { Block, ReportDocument } from "./block.ts";
import { exposureBlocks } from "./exposure.ts";
import { acceptedBlocks, findingBlocks } from "./findings.ts";
import { hostBlocks } from "./host.ts";
import { answerBlocks, readinessBlocks } from "./overview.ts";
import { topologyBlocks } from "./topology.ts";
import { unknownBlocks } from "./unknown.ts";
import { vlanBlocks } from "./vlans.ts";
import { windowBlocks } from "./window.ts";
import { moment } from "./words.ts";

/** A report as something to read. Its blocks are made as they are asked for, so that a large one is never all in memory twice. */
export function reportDocument(report: Report): ReportDocument {
  const { title, madeAt, madeBy, coverage } = report;
  const read = `${coverage.read} of ${count(coverage.hosts, "host")} read`;
  return {
    title,
    made: `Made ${moment(madeAt)} by Bulkhead ${madeBy.version}, ${madeBy.rules} rules (${madeBy.catalogue}); ${read}.`,
    runningHead: `${title} · ${moment(madeAt)}`,
    madeAt: new Date(madeAt),
    blocks: { [Symbol.iterator]: () => blocksOf(report) },
  };
}

function* blocksOf(report: Report): Generator<Block> {
  yield* answerBlocks(report);
  yield* windowBlocks(report);
  yield* readinessBlocks(report);
  yield* exposureBlocks(report);
  yield* findingBlocks(report);
  yield* topologyBlocks(report);
  yield* vlanBlocks(report);
  yield* hostBlocks(report);
  yield* unknownBlocks(report);
  yield* acceptedBlocks(report);
  yield* appendix(report);
}
