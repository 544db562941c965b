import { since, thisBoot } from "#lib/rules/testing/change-testing.ts";
import { clusterConfig, clusterStatus } from "#lib/rules/testing/network-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { votesDropped } from "./votes-dropped.ts";

const three = clusterConfig("lab", ["a", "b", "c"]);
const whole = clusterStatus("3/3/2", [null, null, null]);
const was = (status = whole, config = three) => since({ clusterStatus: status, clusterConfig: config });

describeRule(
  votesDropped,
  { identity: thisBoot, clusterConfig: three, clusterStatus: clusterStatus("2/3/2", [null, null]), ...was() },
  {
    fails: {
      "3 -> 2": [{}, { severity: "critical", subject: "lab", observed: "2 votes, margin 0; before 3 votes, margin 1; gone: c" }],
      "5 -> 4 leaves a margin": [
        {
          clusterConfig: clusterConfig("lab", ["a", "b", "c", "d", "e"]),
          clusterStatus: clusterStatus("4/5/3", [null, null, null, null]),
          ...was(clusterStatus("5/5/3", [null, null, null, null, null]), clusterConfig("lab", ["a", "b", "c", "d", "e"])),
        },
        { severity: "high", title: "The cluster went from 5 votes to 4: it can lose 1 more" },
      ],
      "the quorum device votes for a node no more": [
        { clusterStatus: clusterStatus("3/3/2", ["A,V,NMW", "NA,NV,NMW"]), ...was(clusterStatus("3/3/2", ["A,V,NMW", "A,V,NMW"])) },
        { severity: "high", observed: "3 votes, margin 1; before 3 votes, margin 1; the quorum device's vote no longer counts on b" },
      ],
      "a node was taken out of corosync.conf": [
        { clusterConfig: clusterConfig("lab", ["a", "b"]), clusterStatus: clusterStatus("2/2/2", [null, null]) },
        { severity: "low", title: "The cluster was made smaller: 2 votes instead of 3" },
      ],
    },
    passes: {
      equal: { clusterStatus: whole },
      "a node came": { clusterStatus: clusterStatus("4/4/3", [null, null, null, null]) },
    },
    notApplicable: { "another machine": since({ clusterStatus: whole }, { machineId: "m-2" }) },
    unknown: { "the votes were not read before": since({}) },
  },
);
