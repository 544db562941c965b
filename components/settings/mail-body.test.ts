import { describe, expect, it } from "vitest";
import { MailSettingsInput } from "#lib/mail/settings.ts";
import { mailBodyOf } from "./mail-body.ts";

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  const all = { server: " mail.example.org ", port: "587", security: "starttls", sender: "b@example.org", alertFrom: "high", ...fields };
  for (const [name, value] of Object.entries(all)) data.set(name, value);
  return data;
}

describe("the body of the form about mail", () => {
  it("fits what the API takes", () => {
    const body = mailBodyOf(form({ login: "bulkhead", password: "secret", alertTo: "a@example.org\n\n b@example.org, c@example.org" }));
    expect(MailSettingsInput.parse(body)).toMatchObject({
      ...{ server: "mail.example.org", port: 587, login: "bulkhead", password: "secret" },
      alertTo: ["a@example.org", "b@example.org", "c@example.org"],
    });
  });

  it("keeps the stored password where none is typed, and takes it away with the account", () => {
    expect(mailBodyOf(form({ login: "bulkhead", password: "" }))).not.toHaveProperty("password");
    expect(mailBodyOf(form({ login: "", password: "left over" }))).toMatchObject({ login: null, password: null });
  });

  it("hands on what is wrong for the server to say so", () => {
    expect(MailSettingsInput.safeParse(mailBodyOf(form({ port: "smtp", alertTo: "nobody" }))).success).toBe(false);
  });
});
