import { type Logger, pino } from "pino";
import { env } from "#lib/env.ts";

const loggers = new Map<string, Logger>();

/** Whatever carries a secret by its name never reaches a log, however deep it lies. */
const secret = ["password", "passphrase", "privateKey", "secret", "sealedSecret", "sealedPassphrase", "token", "authorization", "cookie"];
const redacted = secret.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

/** The log of one process: JSON lines on standard output. Control characters of hosts are escaped by JSON. */
export function log(process: string): Logger {
  const known = loggers.get(process);
  if (known !== undefined) return known;
  const logger = pino({ level: env().logLevel, base: { process }, redact: redacted, timestamp: pino.stdTimeFunctions.isoTime });
  loggers.set(process, logger);
  return logger;
}
