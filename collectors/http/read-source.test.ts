import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { readSource } from "./read-source.ts";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.closeAllConnections();
});

async function serve(answers: Readonly<Record<string, unknown>>): Promise<string> {
  const server = createServer((request, response) => response.end(JSON.stringify(answers[request.url?.split("?")[0] ?? ""] ?? [])));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const options = { allowPrivate: true, authorization: null };

test("no secret of an Alertmanager's configuration is kept", async () => {
  const original = [
    "global: {smtp_auth_password: hunter2}",
    "route: {receiver: chat}",
    "receivers:",
    "- {webhook_configs: [{url: 'https://chat.example.org/hooks/hunter2'}], name: chat}",
  ].join("\n");
  const url = await serve({ "/api/v2/status": { config: { original }, cluster: null, versionInfo: { version: "0.21.0" } } });
  const reading = await readSource("alertmanager", url, options);
  expect(reading).toMatchObject({ status: "ok", value: { receivers: [{ name: "chat", integrations: [{ host: "chat.example.org" }] }] } });
  expect(JSON.stringify(reading)).not.toContain("hunter2");
});

test("an answer that nests without end is none", async () => {
  const server = createServer((_, response) => response.end("[".repeat(500_000) + "]".repeat(500_000)));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  expect(await readSource("prometheus", url, options)).toMatchObject({ status: "failed", cause: "unparsable" });
});

test("no secret in the addresses that a Prometheus asks is kept", async () => {
  const target = {
    labels: { job: "x", instance: "x:1" },
    scrapeUrl: "http://bob:hunter2@x:1/metrics?token=hunter2",
    health: "down",
    lastError: 'Get "http://bob:hunter2@x:1/metrics?token=hunter2": refused',
  };
  const url = await serve({
    "/api/v1/rules": { status: "success", data: { groups: [] } },
    "/api/v1/targets": { status: "success", data: { activeTargets: [target] } },
    "/api/v1/alertmanagers": { status: "success", data: { activeAlertmanagers: [] } },
  });
  const reading = await readSource("prometheus", url, options);
  expect(reading).toMatchObject({ status: "ok", value: { targets: [{ instance: "x:1" }] } });
  expect(JSON.stringify(reading)).not.toContain("hunter2");
});
