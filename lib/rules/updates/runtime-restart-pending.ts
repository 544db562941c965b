import { defineRule, NotApplicable } from "#lib/rules/rule.ts";
import { major } from "#lib/rules/shared/versions.ts";
import { counted, listed, maximumCites } from "#lib/rules/shared/wording.ts";

/** Programs under running containers: installing them restarts the daemon, and with it what it runs. */
const runtime = /^(containerd(\.io)?|docker-ce|docker\.io|moby-engine|runc)$/;

export const runtimeRestartPending = defineRule({
  id: "updates/runtime-restart-pending",
  title: "An update of the container runtime waits, and restarts every container when it comes",
  why: "Whoever installs updates next, a person or the night's job, stops all containers of the host at once. What has no restart policy stays down after it.",
  scope: "host",
  scenarios: ["guest-restart"],
  likelihood: 2,
  impact: 2,
  postmortems: ["docker-unless-stopped-upgrade"],
  references: ["https://docs.docker.com/engine/daemon/live-restore/"],
  needs: ["packages", "containers"],
  check({ packages, containers }) {
    const running = containers.containers.filter((container) => container.running);
    if (running.length === 0) throw new NotApplicable("no container runs here");
    if (packages.pending === null) throw new NotApplicable("the package manager does not tell of updates without asking the network");
    const waiting = packages.pending.filter(({ name }) => runtime.test(name));
    if (waiting.length === 0) return [];
    const isMajor = waiting.some(({ version, next }) => major(version) !== major(next));
    return [
      {
        subject: listed(waiting.map(({ name }) => name)),
        key: "runtime",
        title: `${isMajor ? "A new major release" : "An update"} of ${listed(waiting.map(({ name }) => name))} waits: installing it restarts ${counted(running.length, "container")}`,
        observed: waiting.map(({ name, version, next }) => `${name} ${version}, upgradable to ${next}`).join("; "),
        expected: "the update installed in a window, with live-restore or after the containers were stopped in order",
        cite: waiting.slice(0, maximumCites).map(({ at }) => at),
      },
    ];
  },
  remedy: {
    steps: [
      "Give each container that matters a restart policy first: `docker update --restart unless-stopped <name>`",
      "Install it in a window, and look afterwards: `docker ps -a`",
      "Keep it out of unattended updates: `Unattended-Upgrade::Package-Blacklist` or `apt-mark hold`",
    ],
    risk: "A new major release may not read the old daemon.json, and takes a new default for cgroups or images.",
    verify: "apt list --upgradable; docker ps -a",
  },
});
