import { defineRule, NotApplicable } from "#lib/rules/rule.ts";
import { runningService } from "#lib/rules/shared/hardware.ts";

export const heartbeatOnly = defineRule({
  id: "watchdog/heartbeat-only",
  title: "The watchdog daemon proves only that itself still runs",
  why: "A daemon in memory goes on feeding the device while storage or network hang: the node stays up and useless, and the reset comes only when the daemon itself is caught, many minutes later.",
  scope: "host",
  scenarios: ["nas-loss"],
  likelihood: 2,
  impact: 2,
  needs: ["watchdog"],
  wants: ["services", "guests"],
  check({ watchdog: { daemon, hungTaskPanic }, services, guests }) {
    if (daemon === null) throw new NotApplicable("watchdog(8) is not set up here");
    if (services && !runningService(services, ["watchdog.service"])) throw new NotApplicable("watchdog.service is not enabled");
    if (daemon.tests.length > 0 || hungTaskPanic === true) return [];
    const hasGuests = guests?.some(({ template }) => !template) ?? false;
    return [
      {
        subject: "/etc/watchdog.conf",
        title: `The watchdog only sends a heartbeat each ${daemon.intervalSeconds} s: hung storage or network do not reset this host`,
        observed: `watchdog-device ${daemon.device}, watchdog-timeout ${daemon.timeoutSeconds} s, interval ${daemon.intervalSeconds} s; no ping, interface, file, pidfile, max-load, min-memory or test-binary`,
        expected: hasGuests
          ? "a decision: a reset at the loss of the NAS also stops the guests that do not need it"
          : "a test of what this node is there for",
        cite: [daemon.at],
        ...(hasGuests ? { likelihood: 1 as const } : {}),
      },
    ];
  },
  remedy: {
    steps: [
      "On a node that is only one of many, such as a Kubernetes worker: `kernel.hung_task_panic = 1` and `kernel.panic = 20` in /etc/sysctl.d, or a test-binary that tries what the node needs",
      "On a hypervisor leave it so, and alert on stuck mounts and tasks instead",
    ],
    risk: "A test of the NAS that resets the host turns one outage of storage into a reset of every healthy guest on it.",
    verify: "grep -v '^#' /etc/watchdog.conf; sysctl kernel.hung_task_panic kernel.panic",
  },
  postmortems: ["nfs-hang-takes-cluster-network"],
  references: ["watchdog.conf(5)"],
});
