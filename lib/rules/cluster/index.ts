import type { AnyRule } from "#lib/rules/rule.ts";
import { notQuorate } from "./not-quorate.ts";
import { qdeviceNotVoting } from "./qdevice-not-voting.ts";
import { twoNodesWithoutTiebreaker } from "./two-nodes-without-tiebreaker.ts";
import { votesBelowExpected } from "./votes-below-expected.ts";

/** Rules of the family `cluster`, sorted by id; one line each. */
export const clusterRules: readonly AnyRule[] = [notQuorate, qdeviceNotVoting, twoNodesWithoutTiebreaker, votesBelowExpected];
