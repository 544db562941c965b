import { defineRule } from "#lib/rules/rule.ts";

export const noHeartbeat = defineRule({
  id: "self/no-heartbeat",
  title: "If Bulkhead stops, nobody is told",
  why: "A dashboard that stopped last week still shows last week's green.",
  scope: "fleet",
  scenarios: ["node-loss"],
  likelihood: 2,
  impact: 2,
  postmortems: ["pve-self-fence-unseen-nine-hours"],
  needs: ["installation"],
  wants: ["declared"],
  check({ installation, declared }) {
    const watched = declared?.some((said) => said.kind === "external-probe" && /bulkhead|\/api\/v1\/health/i.test(said.target));
    if (installation.heartbeatUrl !== null || watched) return [];
    return [
      {
        subject: "Bulkhead",
        observed: "no heartbeat goes out, and no declared check from outside watches /api/v1/health",
        expected: "a heartbeat to something outside that calls when it stays away",
        cite: [{ source: "settings", line: 1, text: "BULKHEAD_HEARTBEAT_URL is not set" }],
      },
    ];
  },
  remedy: {
    steps: [
      "Create a check at a dead man's switch outside the site, with a grace of 15 min.",
      "Start Bulkhead with its address in `BULKHEAD_HEARTBEAT_URL`; it is called every 5 min while the worker works.",
    ],
    risk: "The address is a secret of its own: who knows it can keep the check quiet.",
    verify: "curl -sS http://127.0.0.1:3000/api/v1/health",
  },
});
