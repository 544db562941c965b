import type { APIRequestContext } from "@playwright/test";
import { z } from "zod";

const Hosts = z.object({ hosts: z.array(z.object({ id: z.string(), name: z.string(), lastVisitAt: z.string().nullable() })) });
export type ListedHost = z.infer<typeof Hosts>["hosts"][number];

/** All hosts, as the public API lists them to whoever is signed in. */
export async function listHosts(request: APIRequestContext): Promise<ListedHost[]> {
  const response = await request.get("/api/v1/hosts?limit=1000");
  return Hosts.parse(await response.json()).hosts;
}

/** The address of a host's page, by the host's name. */
export async function pageOf(request: APIRequestContext, name: string): Promise<string> {
  const host = (await listHosts(request)).find((each) => each.name === name);
  if (host === undefined) throw new Error(`no host is called ${name}`);
  return `/hosts/${host.id}`;
}
