import { packages } from "#lib/rules/testing/boot-testing.ts";
import { container, containers } from "#lib/rules/testing/containers-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite } from "#lib/rules/testing/testing.ts";
import { runtimeRestartPending } from "./runtime-restart-pending.ts";

const waiting = (...rows: [name: string, version: string, next: string][]) => ({
  ...packages(),
  pending: rows.map(([name, version, next], index) => ({
    name,
    version,
    next,
    at: cite("apt list --upgradable", `${name} ${next}`, index + 2),
  })),
});

describeRule(
  runtimeRestartPending,
  {
    packages: waiting(["containerd.io", "1.7.27-1", "2.1.5-1"], ["systemd", "255", "256"]),
    containers: containers([container("web"), container("db")]),
  },
  {
    fails: {
      "a new major release": [
        {},
        {
          severity: "low",
          subject: "containerd.io",
          title: "A new major release of containerd.io waits: installing it restarts 2 containers",
          observed: "containerd.io 1.7.27-1, upgradable to 2.1.5-1",
        },
      ],
      "a patch restarts them as well": [
        { packages: waiting(["docker-ce", "5:28.1.1-1", "5:28.1.2-1"]) },
        { title: "An update of docker-ce waits: installing it restarts 2 containers" },
      ],
    },
    passes: {
      "nothing waits": { packages: waiting() },
      "something else waits": { packages: waiting(["systemd", "255", "256"]) },
    },
    notApplicable: {
      "no container runs": { containers: containers([container("web", { running: false })]) },
      "RPM does not tell": { packages: packages() },
    },
  },
);
