import { expect } from "vitest";
import { container, containers } from "#lib/rules/testing/containers-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { mount } from "#lib/rules/testing/testing.ts";
import { notDeclared as rule } from "./not-declared.ts";

const byHand = (over = {}) => containers([container("wiki", { project: null, projectFolder: null, ...over })]);

describeRule(
  rule,
  { containers: byHand() },
  {
    fails: {
      "no label of anybody": [{}, { severity: "low", subject: "wiki", observed: "wiki (registry.lan/wiki:1.0)" }],
      "the compose file lies on the NAS": [
        { containers: containers([container("web")]), mounts: [mount("/", "ext4", "/dev/sda1"), mount("/srv", "nfs4", "nas:/srv")] },
        { severity: "low", subject: "/srv/shop", observed: expect.stringContaining("nas:/srv (nfs4)") },
      ],
    },
    passes: {
      "a compose project": { containers: containers([container("web")]), mounts: [mount("/", "ext4", "/dev/sda1")] },
      "a quadlet": { containers: byHand({ managedBy: "systemd" }) },
      "a task of a swarm": { containers: byHand({ managedBy: "swarm" }) },
      "short-lived": { containers: byHand({ oneOff: true }) },
      "made an hour ago": { containers: byHand({ createdAt: "2026-05-01T11:00:00Z" }) },
      "the manager itself": { containers: byHand({ image: "portainer/portainer-ce:2.30" }) },
      "not running": { containers: byHand({ running: false }) },
    },
  },
);
