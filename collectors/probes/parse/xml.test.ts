import { expect, test } from "vitest";
import type { Section } from "#collectors/probe.ts";
import { attribute, child, children, parseXml, textOf } from "./xml.ts";

const maximumParseMs = 3000;
const floodCharacters = 512 * 1024;

function section(text: string): Section {
  return { source: "virsh dumpxml x", status: "ok", exitStatus: 0, text, errorText: "", durationMs: 0 };
}

test("reads attributes, texts and lists, with the five entities of XML and no other", () => {
  const { root } = parseXml(
    section("<domain id='2'><name> a&amp;lt;&#x42;&#10;&nope; </name><disk a='&quot;'/><disk a='2'><source/></disk></domain>"),
    "domain",
  );
  expect(attribute(root, "id")).toBe("2");
  expect(textOf(child(root, "name"))).toBe("a&lt;B\n&nope;");
  expect(children(root, "disk").map((disk) => attribute(disk, "a"))).toEqual(['"', "2"]);
  expect(child(root, "disk", "source")).toBeNull();
  expect(textOf(child(root, "nothing"))).toBeNull();
});

test("decodes no character that XML forbids", () => {
  expect(textOf(parseXml(section("<domain>&#0;&#xd800;&#x110000;</domain>"), "domain").root)).toBe("&#0;&#xd800;&#x110000;");
});

test("cites the line on which an element begins", () => {
  const document = parseXml(
    section("<domain>\r\n  <name>x</name>\r\n  <devices>\r\n    <disk\r\n      a='1'/>\r\n  </devices>\r\n</domain>"),
    "domain",
  );
  expect(document.at(child(document.root, "name"))).toEqual({ source: "virsh dumpxml x", line: 2, text: "  <name>x</name>" });
  expect(document.at(child(document.root, "devices", "disk"))).toMatchObject({ line: 4, text: "    <disk" });
  expect(document.at(null).line).toBe(1);
});

test("refuses a document type and another root", () => {
  expect(() => parseXml(section('<!DOCTYPE d [<!ENTITY a "x">]><domain>&a;</domain>'), "domain")).toThrow("document type");
  expect(() => parseXml(section("<network/>"), "domain")).toThrow("has no <domain>");
  expect(() => parseXml(section(""), "domain")).toThrow("has no <domain>");
});

test("names of the prototype harm nothing", () => {
  for (const name of ["__proto__", "constructor"]) {
    expect(() => parseXml(section(`<domain><${name} polluted='1'/></domain>`), "domain")).toThrow();
  }
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  const { root } = parseXml(section("<domain><name toString='x'>a</name></domain>"), "domain");
  expect(textOf(child(root, "name"))).toBe("a");
  expect(children(root, "toString")).toEqual([]);
});

test.each([
  "<a>",
  "<a ",
  "<a b='",
  "<a b='1'/>",
  "</a>",
  "<!--",
  "<![CDATA[",
  "<?",
  "&amp;",
  "&",
  "<a b=' ' c",
  "<a\n",
  "x<y/>",
  "<a><b></a>",
  "'\"",
])("is done in time with a flood of %j", (unit) => {
  const flood = unit.repeat(floodCharacters / unit.length);
  for (const text of [flood, `<domain>${flood}</domain>`, `<domain ${flood}/>`]) {
    const startedAt = performance.now();
    try {
      parseXml(section(text), "domain");
    } catch (error) {
      expect(error).toBeInstanceOf(Error);
    }
    expect(performance.now() - startedAt).toBeLessThan(maximumParseMs);
  }
});
