import { describe, expect, test } from "vitest";
import { eventsCalled } from "./events.ts";
import { graphOf, need, node } from "./graph-testing.ts";
import { indexGraph } from "./indexed.ts";

const graph = indexGraph(
  graphOf(
    [need("guest:kvm-01/bind", "run", ["host:kvm-01"]), need("console:kvm-01/bind", "run", ["host:kvm-01"])],
    [
      node("host:old-kvm"),
      node("host:kvm-02", { roles: ["saved network configuration"] }),
      node("guest:kvm-01/off", { running: false }),
      node("guest:kvm-01/bind", { roles: ["DNS", "onboot"] }),
      node("storage:10.0.0.5"),
      node("bridge:kvm-01/br0", { roles: ["VLAN-aware"] }),
      node("vlan:kvm-01/br0.20"),
    ],
  ),
);
const words = (text: string, limit = 20) => eventsCalled(graph, text, limit).map((event) => event.words);

describe("what can be picked by words", () => {
  test.each<[string, string, string[]]>([
    ["nothing for no words", "  ", []],
    [
      "names that begin so come first",
      "kvm host",
      [
        "reboot kvm-01",
        "lose kvm-01",
        "apply network kvm-01",
        "hardware fault on kvm-01",
        "reboot kvm-02",
        "apply network kvm-02",
        "lose kvm-02",
        "hardware fault on kvm-02",
        "reboot old-kvm",
        "lose old-kvm",
        "apply network old-kvm",
        "hardware fault on old-kvm",
      ],
    ],
    ["a verb, in part, and a name", "reb kvm-0 host", ["reboot kvm-01", "reboot kvm-02"]],
    ["by address", "10.0.0.5", ["lose storage 10.0.0.5"]],
    ["by role", "dns", ["restart bind", "lose bind"]],
    ["the VLANs that a bridge has legs in", "pvid", ["set pvid 20 on br0"]],
    ["what is typed in full, whatever the number", "set pvid 300 on br0 of kvm-01", ["set pvid 300 on br0"]],
    ["the power of everything", "power", ["power loss"]],
    ["neither what is off nor a console", "off", []],
    ["nothing that is not there", "zeppelin", []],
  ])("%s", (_, text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  test("no more than asked for, and nothing twice", () => {
    expect(words("kvm", 3)).toHaveLength(3);
    expect(words("lose storage 10.0.0.5")).toEqual(["lose storage 10.0.0.5"]);
  });

  test("says where a thing lies and what it is needed for", () => {
    expect(eventsCalled(graph, "bind", 1)[0]?.detail).toBe("guest of kvm-01, DNS");
  });
});
