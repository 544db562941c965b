import { z } from "zod";
import type { AccessInput } from "#lib/access.ts";
import { Problem } from "#lib/problem.ts";
import { seal } from "#lib/seal.ts";
import { db } from "./client.ts";
import type { AuthKind, Prisma } from "./generated/client.ts";
import { noSuchHost } from "./hosts.ts";

/** How to get onto a host, as the worker needs it. Secrets are still sealed, for `hostId`. Never leaves the server. */
export interface StoredAccess {
  hostId: string;
  address: string;
  port: number;
  login: string;
  jump: string | null;
  authKind: AuthKind;
  keyFile: string | null;
  sealedSecret: string | null;
  sealedPassphrase: string | null;
  /** Pinned keys, one "type base64" each. */
  hostKeys: string[];
  /** The same for each jump host, by "[address]:port". */
  jumpHostKeys: Record<string, string[]>;
}

export const accessSelect = {
  address: true,
  port: true,
  login: true,
  jump: true,
  authKind: true,
  keyFile: true,
  sealedSecret: true,
  sealedPassphrase: true,
  hostKeys: true,
  jumpHostKeys: true,
} as const satisfies Prisma.HostSelect & Prisma.WayInTestSelect;

type AccessRow = Prisma.HostGetPayload<{ select: typeof accessSelect }>;

const JumpHostKeys = z.record(z.string(), z.array(z.string()));

export function storedAccess(hostId: string, row: AccessRow): StoredAccess {
  return { hostId, ...row, jumpHostKeys: JumpHostKeys.safeParse(row.jumpHostKeys).data ?? {} };
}

/** How to get onto a host. Throws `not-found`. */
export async function loadHostAccess(hostId: string): Promise<StoredAccess> {
  const row = await db().host.findUnique({ where: { id: hostId }, select: accessSelect });
  if (row === null) throw noSuchHost();
  return storedAccess(hostId, row);
}

/** How to get onto the host that a way-in test is about. Throws `not-found`. */
export async function loadWayInAccess(testId: string): Promise<StoredAccess> {
  const row = await db().wayInTest.findUnique({ where: { id: testId }, select: { hostId: true, ...accessSelect } });
  if (row === null) throw new Problem("not-found", "There is no such test of a way in.");
  const { hostId, ...access } = row;
  return storedAccess(hostId, access);
}

/** The columns of what a form sent, with its secrets sealed for the host. */
export function accessColumns(hostId: string, { address, port, login, jump, auth }: AccessInput) {
  const secret = auth.kind === "sealedKey" ? auth.privateKey : auth.kind === "password" ? auth.password : null;
  const passphrase = "passphrase" in auth && auth.passphrase ? auth.passphrase : null;
  return {
    address,
    port,
    login,
    jump: jump ?? null,
    authKind: auth.kind,
    keyFile: auth.kind === "keyFile" ? auth.path : null,
    sealedSecret: secret === null ? null : seal(secret, hostId),
    sealedPassphrase: passphrase === null ? null : seal(passphrase, hostId),
  };
}
