import { describe, expect, test } from "vitest";
import { alertmanager, matcher, receiver, route } from "#lib/rules/testing/alerting-testing.ts";
import { deadmanName, fateAt, finalRoutes, isConstant, isInside, matches } from "./alert-routes.ts";

const labels = (text: string) => text.split(",").map((pair) => ({ name: pair.split("=")[0] ?? "", value: pair.split("=")[1] ?? "" }));
const ends = (routes: Parameters<typeof alertmanager>[0], text: string) =>
  finalRoutes(alertmanager(routes, []).routes, labels(text))?.map((one) => one.receiver);

test.each([
  ["a=x", "x", true],
  ["a=x", "y", false],
  ["a!=x", "y", true],
  ["a=~x|y", "y", true],
  ["a=~(x|y)", "z", false],
  ["a=~^Watch.*$", "Watchdog", true],
  ["a=~.*dog", "Watchdog", true],
  ["a=~W.*c.*g", "Watchdog", true],
  ["a=~node\\.lan", "nodexlan", false],
  ["a!~.+", "", true],
  ["a=~.+", "x", true],
  ["a=~a.+b", "ab", false],
  ["a=~[Ww]atchdog", "Watchdog", null],
  ["a=~(a+)+$", "aaaa", null],
])("%s of %s: %s", (condition, text, expected) => {
  expect(matches(matcher(condition), text)).toBe(expected);
});

describe("the way through the tree", () => {
  test("first match wins, unless it continues", () => {
    const first = route("a", "alertname=Watchdog");
    expect(ends([first, route("b", "alertname=Watchdog")], "alertname=Watchdog")).toEqual(["a"]);
    expect(ends([{ ...first, continues: true }, route("b", "alertname=Watchdog")], "alertname=Watchdog")).toEqual(["a", "b"]);
  });

  test("no match stays at the root, a match below goes deeper", () => {
    expect(ends([route("a", "alertname=Watchdog")], "alertname=Other")).toEqual(["mail"]);
    const tree = [route("a", "team=x"), route("b", "severity=critical", { parent: 1 })];
    expect(ends(tree, "team=x,severity=critical")).toEqual(["b"]);
    expect(ends(tree, "team=x,severity=none")).toEqual(["a"]);
  });

  test("a condition that cannot be evaluated decides nothing", () => {
    expect(ends([route("a", "alertname=~[Ww]atchdog")], "alertname=Watchdog")).toBeUndefined();
  });
});

test.each([
  ["vector(1)", true],
  ["# always\n vector(1) > 0", true],
  ["1", true],
  ["up == 0", false],
  ["vector(time())", false],
])("%s is always true: %s", (expression, expected) => expect(isConstant(expression)).toBe(expected));

test.each(["Watchdog", "DeadMansSwitch", "DeadManSwitch", "AlwaysFiring", "Heartbeat", "dead-man's-switch"])("%s", (name) =>
  expect(name).toMatch(deadmanName),
);

test("what becomes of an alert at a receiver", () => {
  const receivers = [
    receiver("null"),
    receiver("in", "webhook:proxy.monitoring.svc"),
    receiver("chat", "webhook:discord.com"),
    receiver("mail", "email"),
    receiver("out", "webhook:hc-ping.com"),
    receiver("masked", "webhook"),
    receiver("both", "email", "webhook:hc-ping.com"),
  ];
  const fates = ["null", "in", "chat", "mail", "out", "masked", "both", "gone"].map((name) => fateAt(name, receivers));
  expect(fates).toEqual(["lost", "inside", "people", "people", "counted", "counted", "counted", "lost"]);
});

test.each([
  ["proxy", true],
  ["10.1.2.3", true],
  ["172.20.0.1", true],
  ["172.32.0.1", false],
  ["fd00::1", true],
  ["kuma.home.arpa", true],
  ["hc-ping.com", false],
])("%s is inside: %s", (host, expected) => expect(isInside(host)).toBe(expected));
