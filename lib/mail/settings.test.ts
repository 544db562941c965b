import { describe, expect, it } from "vitest";
import { MailSettingsInput } from "./settings.ts";

const input = {
  server: "mail.example.org",
  port: 587,
  security: "starttls",
  login: "bulkhead",
  password: "x",
  sender: "bulkhead@example.org",
};

describe("settings of mail", () => {
  it("tell nobody of findings unless asked to, and then of high ones", () => {
    expect(MailSettingsInput.parse(input)).toMatchObject({ alertTo: [], alertFrom: "high" });
  });

  it.each([
    ["a password in the clear", { security: "none" }, "security"],
    ["a server with a path", { server: "mail.example.org/x" }, "server"],
    ["a port that is none", { port: 70_000 }, "port"],
    ["a sender that is no address", { sender: "bulkhead" }, "sender"],
    ["a recipient with another header in it", { alertTo: ["a@example.org\r\nBcc: b@example.org"] }, "alertTo"],
    ["more recipients than a list should have", { alertTo: Array.from({ length: 21 }, (_, index) => `n${index}@example.org`) }, "alertTo"],
  ])("refuse %s", (_name, over, field) => {
    const result = MailSettingsInput.safeParse({ ...input, ...over });
    expect(result.error?.issues.map(({ path }) => path[0])).toContain(field);
  });

  it("take a server without account in the clear", () => {
    expect(MailSettingsInput.safeParse({ ...input, security: "none", login: null, password: null }).success).toBe(true);
  });
});
