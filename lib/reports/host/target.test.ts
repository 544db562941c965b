import { expect, test } from "vitest";
import { targetOf } from "./target.ts";

test("the port is said where it is not the usual one", () => {
  expect(targetOf({ login: "root", address: "10.0.0.1", port: 22 })).toBe("root@10.0.0.1");
  expect(targetOf({ login: "a", address: "kvm-01", port: 2222 })).toBe("a@kvm-01:2222");
  expect(targetOf({ login: "a", address: "fd00::1", port: 2222 })).toBe("a@[fd00::1]:2222");
});
