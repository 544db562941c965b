import { defineRule, type Observation } from "#lib/rules/rule.ts";
import { isNetworkMount } from "#lib/rules/shared/network-servers.ts";
import { byDirectory, holderOf } from "#lib/rules/shared/paths.ts";
import { counted, groupBy, listed, maximumCites } from "#lib/rules/shared/wording.ts";

const daySeconds = 86_400;
/** Managers that keep what they start in a database of their own; the manager itself is started by hand by design. */
const managers = /portainer|dockge|komodo|yacht|watchtower|hassio|homeassistant-supervisor|nomad|rancher|coolify|dokploy|caprover/i;

export const notDeclared = defineRule({
  id: "container/not-declared",
  title: "Containers were started by hand: nothing says how to make them again",
  why: "Ports, volumes and variables stand in the engine's records alone. When those are lost, somebody has to remember them.",
  scope: "guest",
  scenarios: ["guest-restart"],
  likelihood: 2,
  impact: 2,
  postmortems: ["debian-hosts-line-blocks-pmxcfs"],
  references: ["Docker Compose: file reference", "podman-systemd.unit(5)"],
  needs: ["containers"],
  wants: ["mounts", "identity"],
  check({ containers: { containers }, mounts, identity }, now) {
    const clock = Date.parse(identity?.clock ?? "") || now.getTime();
    const lasting = containers.filter(
      (one) => one.running && !one.oneOff && one.managedBy === null && !managers.test(`${one.image} ${one.name}`),
    );
    const byHand = lasting.filter(({ project, createdAt }) => project === null && clock - Date.parse(createdAt ?? "") > daySeconds * 1000);
    const directories = byDirectory(mounts ?? [], ({ mountPoint }) => mountPoint);
    const remote = lasting.flatMap((one) => {
      const mount = one.projectFolder === null ? undefined : holderOf(one.projectFolder, directories);
      return mount !== undefined && isNetworkMount(mount) ? [{ one, mount }] : [];
    });
    const observations: Observation[] = [];
    if (byHand.length > 0) {
      observations.push({
        subject: listed(byHand.map(({ name }) => name)),
        key: "by hand",
        title: `${counted(byHand.length, "container")} of no compose project and no unit: ${listed(byHand.map(({ name }) => name))}`,
        observed: listed(
          byHand.map(({ name, image }) => `${name} (${image})`),
          8,
        ),
        expected: "every lasting container in a compose file, a quadlet or a playbook that is kept off this host",
        cite: byHand.slice(0, maximumCites).map(({ at }) => at),
        confidence: "inferred",
      });
    }
    for (const [folder, group] of groupBy(remote, ({ one }) => one.projectFolder ?? "")) {
      observations.push({
        subject: folder,
        title: `The compose file of ${group[0]?.one.project} lies on a network mount`,
        observed: `${folder} is on ${group[0]?.mount.source} (${group[0]?.mount.type}), used by ${listed(group.map(({ one }) => one.name))}`,
        expected: "a local folder, with a copy in version control",
        cite: group.slice(0, 1).flatMap(({ one, mount }) => [one.at, mount.at]),
      });
    }
    return observations;
  },
  remedy: {
    steps: [
      "Write a compose file or quadlet from what `docker inspect CONTAINER` shows, and keep it in version control on another machine",
      "In a window: stop and remove the container, start it from the file, compare",
    ],
    risk: "Starting from a file makes a new container: whatever was written outside of a volume is gone, so look for that first with `docker diff CONTAINER`.",
    verify: "docker ps --format '{{.Names}} {{.Label \"com.docker.compose.project\"}}'",
  },
});
