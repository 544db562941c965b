import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { FrameState, Hello, RawSection } from "./script.ts";
import { frameBye, frameHello, frameList, frameSection, nonceOf, splitOutput } from "./script.ts";

const nonce = "0123456789abcdef0123456789abcdef";
const other = "fedcba9876543210fedcba9876543210";
const hello: Hello = {
  protocol: 1,
  script: "abc",
  lane: "fast",
  uid: 0,
  sudo: "root",
  epochSeconds: 1_700_000_000,
  systems: ["linux", "proxmox"],
};
const states: FrameState[] = ["ran", "missing", "denied", "timeout", "oversized"];
const mark = `@@bulkhead ${nonce}`;

const arbitrarySection = fc.record<RawSection>({
  id: fc.constantFrom("x1", "r2", "g3", "e4"),
  item: fc.stringMatching(/^[!-~]{0,20}$/),
  text: fc.string({ unit: fc.constantFrom("a", "\n", "\r", "@@bulkhead ", nonce, " end ran 0 0", "ß", "\u0000") }),
  state: fc.constantFrom(...states),
  exitStatus: fc.option(fc.integer({ min: 0, max: 255 })),
  durationMs: fc.nat(100_000),
  errorText: fc.stringMatching(/^([!-~]([ -~]{0,20}[!-~])?)?$/),
});

describe("frames", () => {
  test("what is framed comes back as it was, whatever it says", () => {
    fc.assert(
      fc.property(fc.array(arbitrarySection, { maxLength: 6 }), (sections) => {
        const output = frameHello(nonce, hello) + sections.map((section) => frameSection(nonce, section)).join("") + frameBye(nonce);
        const split = splitOutput(new TextEncoder().encode(output), nonce);
        expect(split).toMatchObject({ hello, complete: true, problems: [] });
        const expected = sections.map((section) => ({ ...section, text: section.text.replace(/^@@bulkhead/gm, " @@bulkhead") }));
        expect(split.sections).toEqual(expected);
      }),
    );
  });

  test("skips and lists", () => {
    const skipped: RawSection = { id: "x1", item: "", text: "", state: "skipped", exitStatus: null, durationMs: 0, errorText: "" };
    const end = { state: "ran", exitStatus: 1, durationMs: 4, errorText: "grep: x" } as const;
    const split = splitOutput(
      frameHello(nonce, hello) + frameSection(nonce, skipped) + frameList(nonce, "g1", end) + frameBye(nonce),
      nonce,
    );
    expect(split.sections).toEqual([skipped]);
    expect(split.lists).toEqual(new Map([["g1", end]]));
  });

  test("any bytes end in sections and problems, in time linear to their length", () => {
    const piece = fc.constantFrom(
      mark,
      `@@bulkhead ${other}`,
      " hello ",
      " begin x1",
      " end ran 0 0",
      " bye",
      " list g1 ran 0 1",
      "\n",
      "\r\n",
      " ",
      "x",
      "\u001b[0m",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), fc.uint8Array({ maxLength: 50 }), (pieces, bytes) => {
        const split = splitOutput(Buffer.concat([Buffer.from(pieces.join("")), bytes]), nonce);
        expect(Array.isArray(split.sections)).toBe(true);
        if (!split.complete) expect(split.problems).not.toEqual([]);
      }),
    );
    for (const flood of [mark, `${mark} begin x1\n`, `${mark} end\n`, "@@bulkhead ", "\n"]) {
      const began = performance.now();
      splitOutput(flood.repeat(Math.ceil(4_000_000 / flood.length)), nonce);
      expect(performance.now() - began).toBeLessThan(5000);
    }
  });

  test("an output that is cut anywhere never passes for whole", () => {
    const section: RawSection = { id: "x1", item: "", text: "one\ntwo\n", state: "ran", exitStatus: 0, durationMs: 1, errorText: "" };
    const whole = `noise\n${frameHello(nonce, hello)}${frameSection(nonce, section)}${frameBye(nonce)}`;
    for (let length = 0; length < whole.length; length += 1) {
      const split = splitOutput(whole.slice(0, length), nonce);
      expect(split.complete).toBe(false);
      expect(split.problems.length).toBeGreaterThan(0);
      const [found] = split.sections;
      if (found && found.state === "ran") expect(found.text).toBe(section.text);
    }
    expect(splitOutput(whole, nonce)).toMatchObject({ complete: true, sections: [section] });
  });

  test("a frame with another nonce, or in the middle of a line, is text", () => {
    const text = `${frameHello(nonce, hello)}${mark} begin x1\n@@bulkhead ${other} end ran 0 0\nx ${mark} end ran 0 0\n\n${mark} end ran 0 7\n${mark} bye\n`;
    expect(splitOutput(text, nonce).sections).toMatchObject([
      { text: `@@bulkhead ${other} end ran 0 0\nx ${mark} end ran 0 0\n`, durationMs: 7 },
    ]);
  });

  test("the nonce of an unknown output is that of its hello", () => {
    expect(nonceOf(`Last login: today\n${frameHello(nonce, hello)}`)).toBe(nonce);
    expect(nonceOf("nothing of the kind")).toBeNull();
  });
});
