import { homedir } from "node:os";
import { resolve } from "node:path";
import { z } from "zod";

const Environment = z.object({
  NODE_ENV: z.string().default("production"),
  DATABASE_URL: z.string().optional(),
  BULKHEAD_DATA: z.string().default(".data"),
  BULKHEAD_SECRET_FILE: z.string().optional(),
  BULKHEAD_POSTMORTEMS: z.string().optional(),
  BULKHEAD_URL: z.url({ protocol: /^https?$/ }).optional(),
  BULKHEAD_LISTEN: z.string().default("127.0.0.1"),
  BULKHEAD_DEMO: z.enum(["0", "1"]).default("0"),
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
  BULKHEAD_CONCURRENCY: z.coerce.number().int().min(1).max(500).default(20),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error"]).default("info"),
  BULKHEAD_HEARTBEAT_URL: z.url({ protocol: /^https?$/ }).optional(),
  SSH_AUTH_SOCK: z.string().optional(),
});

/** What the surroundings say, in our words. */
export interface Env {
  development: boolean;
  /** Null where nothing needs a database: the command line judges hosts without one. */
  databaseUrl: string | null;
  /** Folder of everything that Bulkhead keeps outside the database. */
  dataFolder: string;
  /** Whether that folder was named; the server's default lies in the checkout. */
  dataFolderIsSet: boolean;
  /** File of the key that seals secrets; never inside the database. */
  secretFile: string;
  /** Folder of the user's own incident reports; null where none is named. */
  postmortemFolder: string | null;
  /** Address by which browsers reach it, without a trailing slash. */
  publicUrl: string;
  /** Whether the address was set by hand: then cookies follow its scheme and host. */
  publicUrlIsSet: boolean;
  /** Whether it listens for this machine only; a proxy may stand before it. */
  listensOnLoopback: boolean;
  /** Whether nobody else reaches it, through a proxy neither: it listens on loopback, and its address is no other one. */
  onlyThisMachine: boolean;
  /** Whether the fleet is simulated, and visitors need no account. */
  demo: boolean;
  /** Visits that one worker makes at the same time. */
  concurrency: number;
  logLevel: "debug" | "info" | "warn" | "error";
  /** Called every few minutes while the worker works, so that someone outside notices when it stops; null = nobody. */
  heartbeatUrl: string | null;
  sshAgentSocket: string | null;
  homeFolder: string;
}

let parsed: Env | undefined;

/** The environment, parsed at first use. Throws one sentence that names the variable if it does not fit. */
export function env(): Env {
  parsed ??= parseEnv(process.env);
  return parsed;
}

/** The same without memory: for the supervisor, which sets variables before it starts anything, and for tests. */
export function parseEnv(variables: Readonly<Record<string, string | undefined>>): Env {
  const filled = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const result = Environment.safeParse(filled);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new Error(`${issue?.path.join(".") ?? "environment"}: ${issue?.message ?? "does not fit"}`);
  }
  const values = result.data;
  const listensOnLoopback = isLoopback(values.BULKHEAD_LISTEN);
  // Without the marks the build would take these for files of the project and ship everything.
  const dataFolder = resolve(/* turbopackIgnore: true */ values.BULKHEAD_DATA);
  return {
    development: values.NODE_ENV === "development",
    databaseUrl: values.DATABASE_URL ?? null,
    dataFolder,
    dataFolderIsSet: filled.BULKHEAD_DATA !== undefined,
    secretFile: resolve(/* turbopackIgnore: true */ values.BULKHEAD_SECRET_FILE ?? `${dataFolder}/secret.key`),
    postmortemFolder: values.BULKHEAD_POSTMORTEMS === undefined ? null : resolve(/* turbopackIgnore: true */ values.BULKHEAD_POSTMORTEMS),
    publicUrl: values.BULKHEAD_URL?.replace(/\/+$/, "") ?? `http://${hostInUrl(values.BULKHEAD_LISTEN)}:${values.PORT}`,
    publicUrlIsSet: values.BULKHEAD_URL !== undefined,
    demo: values.BULKHEAD_DEMO === "1",
    listensOnLoopback,
    onlyThisMachine: listensOnLoopback && (values.BULKHEAD_URL === undefined || isLoopback(new URL(values.BULKHEAD_URL).hostname)),
    concurrency: values.BULKHEAD_CONCURRENCY,
    logLevel: values.LOG_LEVEL,
    heartbeatUrl: values.BULKHEAD_HEARTBEAT_URL ?? null,
    sshAgentSocket: values.SSH_AUTH_SOCK ?? null,
    homeFolder: homedir(),
  };
}

/** Forgets what was parsed: a test gives itself another database. */
export function resetEnv(): void {
  parsed = undefined;
}

function isLoopback(host: string): boolean {
  return /^(127\.\d+\.\d+\.\d+|\[?::1\]?|localhost)$/i.test(host);
}

function hostInUrl(listen: string): string {
  if (listen === "0.0.0.0" || listen === "::") return "127.0.0.1";
  return listen.includes(":") ? `[${listen}]` : listen;
}
