import { expect } from "vitest";
import type { Service } from "#lib/facts/services.ts";
import { container, containers } from "#lib/rules/testing/containers-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite, identity } from "#lib/rules/testing/testing.ts";
import { noRestartPolicy as rule } from "./no-restart-policy.ts";

const down = (over = {}) => container("api", { restartPolicy: "no", ...over });
const disabled = (unit: string): Service => ({
  unit,
  loadState: "loaded",
  activeState: "active",
  subState: "running",
  result: "success",
  unitFileState: "disabled",
  restarts: 0,
  after: [],
  requires: [],
  requiresMountsFor: [],
  wantsMountsFor: [],
  dropIns: [],
  execStartPre: null,
  timeoutStart: null,
  at: cite("systemctl show", `${unit} disabled`),
});

describeRule(
  rule,
  { containers: containers([down(), container("loader", { restartPolicy: "no" }), container("web", { restartPolicy: "unless-stopped" })]) },
  {
    fails: {
      "services of one compose project are one finding": [
        {},
        {
          severity: "medium",
          subject: "api and loader",
          title: "api and loader stay down after the next reboot",
          observed:
            "2 containers with RestartPolicy no: api and loader; web: unless-stopped, which keeps them down where someone stopped them before",
        },
      ],
      "on-failure does not start at boot": [{ containers: containers([down({ restartPolicy: "on-failure" })]) }, "medium"],
      "the engine itself does not start": [
        { containers: containers([container("web")]), services: [disabled("docker.service"), disabled("docker.socket")] },
        { severity: "medium", observed: expect.stringContaining("docker.service is disabled") },
      ],
      "podman's policies, and nothing that carries them out": [
        { containers: containers([down({ engine: "podman", restartPolicy: "always" })]), services: [disabled("podman-restart.service")] },
        { severity: "medium", observed: expect.stringContaining("podman-restart.service is disabled") },
      ],
      "podman without a unit": [{ containers: containers([down({ engine: "podman", project: null })]) }, { subject: "api" }],
    },
    passes: {
      "unless-stopped": { containers: containers([down({ restartPolicy: "unless-stopped" })]) },
      always: { containers: containers([container("web")]) },
      "a job that has ended": { containers: containers([down({ running: false, exitStatus: 0 })]) },
      "started for one job by compose run": { containers: containers([down({ oneOff: true })]) },
      "a unit of systemd starts it": { containers: containers([down({ managedBy: "systemd" })]) },
      "a task of a swarm": { containers: containers([down({ managedBy: "swarm" })]) },
      "made an hour ago": {
        containers: containers([down({ createdAt: "2026-05-01T11:00:00Z" })]),
        identity: identity({ clock: "2026-05-01T12:00:00Z" }),
      },
      "the socket starts the engine": {
        containers: containers([container("web")]),
        services: [disabled("docker.service"), { ...disabled("docker.socket"), unitFileState: "enabled" }],
      },
      "podman's policies are carried out at boot": {
        containers: containers([down({ engine: "podman", restartPolicy: "always" })]),
        services: [{ ...disabled("podman-restart.service"), unitFileState: "enabled" }],
      },
      "no container": { containers: containers([]) },
    },
    unknown: { "no policy was read": { containers: containers([down({ restartPolicy: null })]) } },
  },
);
