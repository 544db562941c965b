import { expect, test } from "vitest";
import { isSettled, publicKeyFile, stepsOf } from "./way-in.ts";

const passed = (step: "tcp" | "host-key") => ({ step, status: "passed" as const, detail: "ok", advice: null });

test("the step after the last finished one is under way", () => {
  expect(stepsOf(undefined).map((step) => step.state)).toEqual(["running", "pending", "pending", "pending", "pending"]);
  expect(stepsOf({ status: "running", steps: [passed("tcp")] }).map((step) => step.state)).toEqual([
    "passed",
    "running",
    "pending",
    "pending",
    "pending",
  ]);
});

test("before a test was asked for everything is still to come", () => {
  expect(new Set(stepsOf(null).map((step) => step.state))).toEqual(new Set(["pending"]));
});

test("after a failure nothing is under way", () => {
  const failed = { step: "host-key" as const, status: "failed" as const, detail: "no", advice: "look" };
  expect(stepsOf({ status: "failed", steps: [passed("tcp"), failed] }).map((step) => step.state)).toEqual([
    "passed",
    "failed",
    "pending",
    "pending",
    "pending",
  ]);
});

test("a test that waits for a key is settled until someone confirms it", () => {
  expect(
    [undefined, { status: "running" as const }, { status: "awaitingKey" as const }, { status: "passed" as const }].map(isSettled),
  ).toEqual([false, false, true, true]);
});

test("the file to compare a key with", () => {
  expect(["ssh-ed25519 AA", "ecdsa-sha2-nistp256 AA", "ssh-rsa AA", "odd"].map(publicKeyFile)).toEqual([
    "/etc/ssh/ssh_host_ed25519_key.pub",
    "/etc/ssh/ssh_host_ecdsa_key.pub",
    "/etc/ssh/ssh_host_rsa_key.pub",
    "/etc/ssh/ssh_host_*_key.pub",
  ]);
});
