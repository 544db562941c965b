import { describe, expect, test } from "vitest";
import { postmortemById } from "#lib/postmortems/by-id.ts";
import { rules } from "#lib/rules/index.ts";
import { SarifRule } from "./sarif-log.ts";
import { sarifRule } from "./sarif-rules.ts";
import { markdownCode, markdownProse, messageText } from "./sarif-text.ts";

describe("a rule", () => {
  test.each(rules.map((rule) => [rule.id, rule] as const))("%s is described, with an address only where there is one", (_, rule) => {
    const { id, name, helpUri, help, properties } = SarifRule.parse(sarifRule(rule));
    expect(id).toBe(rule.id);
    expect(name.toLowerCase()).toBe(id.replace(/[/-]/g, ""));
    expect(help.markdown).toContain("**Verify**\n\n```sh\n");
    expect(properties.tags).toEqual(expect.arrayContaining([...rule.scenarios]));
    const addresses = [...(rule.references ?? []), ...(rule.postmortems ?? []).map((incident) => postmortemById(incident)?.source?.url)];
    if (helpUri !== undefined) expect(addresses).toContain(helpUri);
    else expect(addresses.filter((address) => address?.startsWith("http"))).toEqual([]);
  });
});

describe("Markdown", () => {
  test("prose keeps its code and loses its markup", () => {
    expect(markdownProse("Add `HOST:9100` to <targets> of *all* [x](y), _netdev")).toBe(
      "Add `HOST:9100` to \\<targets\\> of \\*all\\* \\[x\\] (y), \\_netdev",
    );
  });

  test("a command is fenced by more backticks than it has", () => {
    expect(markdownCode("echo ```")).toBe("````sh\necho ```\n````");
    expect(messageText("awk '{print}'")).toBe("awk '{{print}}'");
  });
});
