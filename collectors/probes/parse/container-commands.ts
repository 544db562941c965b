/** Fields of one container in a Go template, one JSON value a line. No blanks: a sudo rule could not tell one argument from two. */
function lineTemplate(fields: readonly string[]): string {
  return fields.map((field) => `{{${field}|json|println}}`).join("");
}

/** Labels by which tools mark what they started, and who that is. */
export const managerLabels = {
  "com.docker.swarm.service.name": "swarm",
  "io.kubernetes.pod.name": "kubernetes",
  "com.hashicorp.nomad.alloc_id": "nomad",
  "io.hass.type": "home-assistant",
  PODMAN_SYSTEMD_UNIT: "systemd",
} as const;

/** Labels that compose sets. */
export const composeLabels = {
  project: "com.docker.compose.project",
  folder: "com.docker.compose.project.working_dir",
  oneOff: "com.docker.compose.oneoff",
} as const;

export const askedLabels = [...Object.values(composeLabels), ...Object.keys(managerLabels)];

/** Fields of `docker ps` that versions of any age know; labels one by one, since others may hold password hashes. */
export const psFields = [".ID", ".Names", ".Image", ".Status", ".CreatedAt", ...askedLabels.map((label) => `"${label}"|.Label`)];
export const psFormat = lineTemplate(psFields);

/** Fields of `docker inspect`: everything but the environment, the labels and the health log. */
export const inspectFields = [".HostConfig.RestartPolicy", ".HostConfig.AutoRemove", ".State.StartedAt", ".Path", ".Args", ".Mounts"];
export const inspectFormat = lineTemplate(inspectFields);

export const infoFields = [".Images", ".DockerRootDir"];
export const infoFormat = lineTemplate(infoFields);
