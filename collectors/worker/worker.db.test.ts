import { fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { db } from "#lib/db/client.ts";
import { loadHost } from "#lib/db/hosts.ts";
import { requestDueVisits, requestVisit } from "#lib/db/request-visit.ts";
import { listVisits, loadVisit } from "#lib/db/visits.ts";
import { confirmHostKey, loadWayInTest, startWayInTest } from "#lib/db/way-in-tests.ts";
import { freshDatabase, type TestDatabase } from "#scripts/test-database.ts";
import { addTestHost, testReadings } from "#scripts/test-hosts.ts";
import { startWorker, type Worker } from "./run-worker.ts";
import type { VisitHost } from "./visit-job.ts";
import type { TestWayIn } from "./way-in-job.ts";

let database: TestDatabase;
const workers: Worker[] = [];
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop(0)));
});

const read = (): Awaited<ReturnType<VisitHost>> => ({
  status: "read",
  readings: testReadings("pve", null, new Date().toISOString()),
  sections: [],
  lanes: ["fast"],
});
const noWayIn: TestWayIn = () => Promise.reject(new Error("not asked for"));

async function work(visitHost: VisitHost, testWayIn = noWayIn, concurrency = 10): Promise<Worker> {
  const log = pino({ level: "silent" });
  const worker = await startWorker({ databaseUrl: database.url, concurrency, visitHost, testWayIn, log });
  workers.push(worker);
  return worker;
}

async function until(condition: () => Promise<boolean>, seconds = 10): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error("it did not come to that in time");
    await sleep(20);
  }
}

const isOver = async (visitId: string) => ["done", "failed"].includes((await loadVisit(visitId)).status);

describe("workers", () => {
  it("visit each host once at a time, also when two of them work and everybody asks at once", async () => {
    const hosts = await Promise.all(Array.from({ length: 12 }, (_, index) => addTestHost(`shared-${index}`)));
    const present = new Map<string, number>();
    let most = 0;
    let visits = 0;
    const visitHost: VisitHost = async ({ hostId }) => {
      present.set(hostId, (present.get(hostId) ?? 0) + 1);
      most = Math.max(most, present.get(hostId) ?? 0);
      visits += 1;
      await sleep(30);
      present.set(hostId, (present.get(hostId) ?? 0) - 1);
      return read();
    };
    await Promise.all([work(visitHost), work(visitHost)]);
    for (let round = 0; round < 4; round += 1) {
      const asked = await Promise.allSettled([...hosts, ...hosts].map((host) => requestVisit(host, "demand")));
      expect(asked.filter((each) => each.status === "rejected")).toEqual([]);
    }
    await until(async () => (await db().visit.count({ where: { status: { in: ["queued", "running"] } } })) === 0);
    expect(most).toBe(1);
    expect(visits).toBe(await db().visit.count({ where: { status: "done" } }));
    expect(visits).toBeGreaterThanOrEqual(hosts.length);
  });

  it("make no more visits at a time than they are told", async () => {
    const hosts = await Promise.all(Array.from({ length: 9 }, (_, index) => addTestHost(`bounded-${index}`)));
    let running = 0;
    let most = 0;
    await work(
      async () => {
        running += 1;
        most = Math.max(most, running);
        await sleep(40);
        running -= 1;
        return read();
      },
      noWayIn,
      3,
    );
    const ids = await Promise.all(hosts.map((host) => requestVisit(host, "demand")));
    await until(async () => (await Promise.all(ids.map(isOver))).every(Boolean));
    expect(most).toBe(3);
  });

  it("take due hosts by the schedule, one worker each, and leave paused ones alone", async () => {
    const [due, paused] = [await addTestHost("due"), await addTestHost("paused")];
    await db().host.updateMany({ where: { id: { in: [due, paused] } }, data: { nextVisitAt: new Date(Date.now() - 1000) } });
    await db().host.update({ where: { id: paused }, data: { paused: true } });
    const queued = await Promise.all([requestDueVisits(new Date()), requestDueVisits(new Date())]);
    expect(queued.reduce((sum, count) => sum + count, 0)).toBe(1);
    const { access } = await loadHost(due);
    const wait = (access.nextVisitAt?.getTime() ?? 0) - Date.now();
    expect(wait).toBeGreaterThan(3600 * 0.9 * 1000 - 5000);
    expect(wait).toBeLessThan(3600 * 1.1 * 1000);
    await work(async () => read());
    await until(async () => (await listVisits(due))[0]?.status === "done");
    expect(await listVisits(paused)).toEqual([]);
  });

  it("keep what is known when the host's key has changed, and say so", async () => {
    const host = await addTestHost("changed-key");
    await work(async () => ({ status: "failed", code: "host-key-changed", sentence: "Another key.", state: "keyChanged" }));
    const id = await requestVisit(host, "demand");
    await until(() => isOver(id));
    expect((await loadHost(host)).host).toMatchObject({ state: "keyChanged", lastError: { code: "host-key-changed" } });
  });

  it("give a visit back when they are told to stop, and the next worker makes it", async () => {
    const host = await addTestHost("returned");
    const first = await work(async (_, { signal }) => {
      await new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
      return read();
    });
    const id = await requestVisit(host, "demand");
    await until(async () => (await loadVisit(id)).status === "running");
    await first.stop(100);
    expect((await loadVisit(id)).status).toBe("queued");
    await work(async () => read());
    await until(() => isOver(id));
    expect((await loadVisit(id)).status).toBe("done");
  });

  it("finish a visit that ends soon when they are told to stop", async () => {
    const host = await addTestHost("finished");
    const worker = await work(async () => {
      await sleep(300);
      return read();
    });
    const id = await requestVisit(host, "demand");
    await until(async () => (await loadVisit(id)).status === "running");
    await worker.stop();
    expect((await loadVisit(id)).status).toBe("done");
  });

  it("lose nothing when one is killed: its visit is tried again", { timeout: 90_000 }, async () => {
    const host = await addTestHost("killed");
    const id = await requestVisit(host, "demand");
    const child = fork("scripts/test-hanging-worker.ts", [database.url], { execArgv: ["--import", "tsx"], env: process.env });
    await until(async () => (await loadVisit(id)).status === "running", 20);
    const exited = once(child, "exit");
    child.kill("SIGKILL");
    await exited;
    await work(async () => read());
    await until(() => isOver(id), 60);
    expect(await loadVisit(id)).toMatchObject({ status: "done" });
    expect((await loadHost(host)).host.activeVisitId).toBeNull();
  });

  it("record nothing of a visit that was taken from them", async () => {
    const host = await addTestHost("taken");
    let tries = 0;
    await work(async () => {
      tries += 1;
      if (tries === 1) await database.query("update pgboss.job set state = 'retry' where singleton_key = $1", [host]);
      return tries === 1 ? { status: "failed", code: "stale", sentence: "Never to be seen.", state: "denied" } : read();
    });
    const id = await requestVisit(host, "demand");
    await until(() => isOver(id));
    expect(tries).toBe(2);
    expect(await loadVisit(id)).toMatchObject({ status: "done", error: null });
    expect((await loadHost(host)).host.state).toBe("reachable");
  });

  it("give a visit up when each try breaks, and free its host", async () => {
    const host = await addTestHost("broken");
    let tries = 0;
    await work(() => {
      tries += 1;
      return Promise.reject(new Error("the worker's own fault"));
    });
    const id = await requestVisit(host, "demand");
    await until(() => isOver(id), 20);
    expect(await loadVisit(id)).toMatchObject({ status: "failed", error: { code: "interrupted" } });
    expect(tries).toBe(3);
    expect((await loadHost(host)).host.activeVisitId).toBeNull();
  });
});

describe("a trial of a way in", () => {
  it("waits for the host key, goes on when it is confirmed, and keeps the secret sealed", async () => {
    const offeredKey = { host: "[192.0.2.7]:22", isJump: false, key: "ssh-ed25519 AAAA", fingerprint: "SHA256:abc" };
    const step = { step: "host-key" as const, status: "waiting" as const, detail: "The host shows a key.", advice: "Compare it." };
    await work(
      () => Promise.resolve(read()),
      (access) =>
        Promise.resolve(
          access.hostKeys.length === 0
            ? { status: "awaitingKey", steps: [step], offeredKey }
            : { status: "passed", steps: [{ ...step, status: "passed" }] },
        ),
    );
    const access = {
      address: "192.0.2.7",
      port: 22,
      login: "root",
      jump: undefined,
      auth: { kind: "password" as const, password: "hunter2" },
    };
    const id = await startWayInTest(access, "admin@example.org");
    await until(async () => (await loadWayInTest(id)).status === "awaitingKey");
    expect(JSON.stringify(await database.query("select * from way_in_test"))).not.toContain("hunter2");
    await expect(confirmHostKey(id, "SHA256:other", "admin@example.org")).rejects.toMatchObject({ code: "conflict" });
    await confirmHostKey(id, "SHA256:abc", "admin@example.org");
    await until(async () => (await loadWayInTest(id)).status === "passed");
  });
});
