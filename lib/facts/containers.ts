import { z } from "zod";
import { Cite } from "./cite.ts";

export const ContainerMount = z.object({
  /** "bind", "volume", "tmpfs", "image". */
  type: z.string(),
  /** Path on the host, for a volume where the engine keeps it. */
  source: z.string(),
  target: z.string(),
});

/** A container of an engine, in any state. Its environment is never read: secrets live there. */
export const Container = z.object({
  engine: z.enum(["docker", "podman"]),
  id: z.string(),
  name: z.string(),
  image: z.string(),
  running: z.boolean(),
  /** Exit status of one that has ended; null for the others. */
  exitStatus: z.number().int().nullable(),
  createdAt: z.string().nullable(),
  startedAt: z.string().nullable(),
  /** "no", "always", "on-failure", "unless-stopped"; null where it could not be read. */
  restartPolicy: z.string().nullable(),
  /** Program and arguments as it runs; null where they could not be read. */
  command: z.array(z.string()).nullable(),
  /** Compose project (docker-compose(1)), and where its files lie. */
  project: z.string().nullable(),
  projectFolder: z.string().nullable(),
  /** Who starts it and would start it again: "swarm", "systemd", "kubernetes", "nomad", "home-assistant"; null: nobody but the engine. */
  managedBy: z.string().nullable(),
  /** Started once for one job: `docker compose run`, `--rm`. */
  oneOff: z.boolean(),
  mounts: z.array(ContainerMount).nullable(),
  at: Cite,
  /** Where the restart policy stands; falls back to `at`. */
  policyAt: Cite,
});
export type Container = z.infer<typeof Container>;

/** What docker and podman hold as root: `docker ps`, `inspect`, `volume ls`, `info`, and the same of podman. Absent where neither is installed. */
export const Containers = z.object({
  engines: z.array(
    z.object({
      name: z.enum(["docker", "podman"]),
      /** Named volumes; null where they could not be counted. */
      volumes: z.number().int().nullable(),
      images: z.number().int().nullable(),
      /** Where it keeps its data: /var/lib/docker. */
      dataRoot: z.string().nullable(),
      at: Cite,
    }),
  ),
  containers: z.array(Container),
});
export type Containers = z.infer<typeof Containers>;
