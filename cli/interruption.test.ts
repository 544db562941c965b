import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bundledCommand, type TestCommand } from "./testing.ts";

let command: TestCommand;
beforeAll(() => {
  command = bundledCommand();
}, 60_000);
afterAll(() => command.remove());

describe("Ctrl-C", { timeout: 30_000 }, () => {
  test("ends with 130, prints no verdict, and closes the connection", async () => {
    let closed = () => {};
    const isClosed = new Promise<void>((resolve) => {
      closed = resolve;
    });
    let arrived: () => unknown = () => {};
    const silent = createServer((socket) => {
      socket
        .on("error", () => {})
        .on("close", closed)
        .resume();
      arrived();
    });
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const address = silent.address();
    const port = typeof address === "object" && address ? address.port : 0;
    try {
      const run = command.run(["check", `127.0.0.1:${port}`], {
        onStart: (child) => {
          arrived = () => child.kill("SIGINT");
        },
      });
      expect(await run).toEqual({ status: 130, stdout: "", stderr: "" });
      await isClosed;
    } finally {
      silent.close();
    }
  });

  test("and who stops a service ends it alike, with its own status", async () => {
    const onStart = (child: ChildProcessWithoutNullStreams) => {
      child.stdin.write("x".repeat(1024 * 1024), () => child.kill("SIGTERM"));
    };
    expect(await command.run(["check", "-"], { input: null, onStart })).toEqual({ status: 143, stdout: "", stderr: "" });
  });

  test("also while a bundle is awaited on stdin", async () => {
    const onStart = (child: ChildProcessWithoutNullStreams) => {
      // More than a pipe holds: once it is gone, the command is reading.
      child.stdin.write("x".repeat(1024 * 1024), () => child.kill("SIGINT"));
    };
    const run = await command.run(["check", "-"], { input: null, onStart });
    expect(run).toEqual({ status: 130, stdout: "", stderr: "" });
  });
});
