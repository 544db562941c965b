import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { startMailServer } from "./mail-testing.ts";
import type { MailServer, Message } from "./message.ts";
import { sendMail } from "./send.ts";

type Running = Awaited<ReturnType<typeof startMailServer>>;
const running: { stop(): unknown }[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
});

async function start(...options: Parameters<typeof startMailServer>): Promise<Running> {
  const server = await startMailServer(...options);
  running.push(server);
  return server;
}

function at(port: number, over: Partial<MailServer> = {}): MailServer {
  const sender = "bulkhead@example.org";
  return { server: "127.0.0.1", port, security: "none", login: null, password: null, sender, ...over };
}

const message: Message = { to: ["night@example.org"], subject: "One new finding", text: "kvm-01: NFS line without nofail" };

function withAnswer(words: string, responseCode: number) {
  return Object.assign(new Error(words), { responseCode });
}

/** A certificate that nobody trusts, as a fresh mail server has it. */
function selfSigned(): { key: string; cert: string } {
  const folder = mkdtempSync(join(tmpdir(), "bulkhead-mail-"));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const subject = ["-subj", "/CN=mail.example.org", "-days", "2", "-nodes", "-newkey", "rsa:2048"];
  execFileSync("openssl", ["req", "-x509", ...subject, "-keyout", key, "-out", cert], { stdio: "ignore" });
  const pair = { key: readFileSync(key, "utf8"), cert: readFileSync(cert, "utf8") };
  rmSync(folder, { recursive: true });
  return pair;
}

describe("sending a mail", () => {
  it("hands it over with sender, recipients, text and attachments, as a machine's", async () => {
    const { taken, port } = await start();
    const attachments = [{ name: "bulkhead-host-kvm-01.pdf", type: "application/pdf", content: new TextEncoder().encode("%PDF-1.7") }];
    await sendMail(at(port), { ...message, to: ["a@example.org", "b@example.org"], attachments });
    expect(taken).toHaveLength(1);
    expect(taken[0]).toMatchObject({ from: "bulkhead@example.org", to: ["a@example.org", "b@example.org"] });
    for (const part of [
      "Subject: One new finding",
      "Auto-Submitted: auto-generated",
      "NFS line without nofail",
      "bulkhead-host-kvm-01.pdf",
    ])
      expect(taken[0]?.raw).toContain(part);
    expect(taken[0]?.raw).toContain(Buffer.from("%PDF-1.7").toString("base64"));
  });

  it("signs in where there is an account, and says when the server does not take it", async () => {
    const { taken, port } = await start({
      authOptional: false,
      onAuth: ({ username, password }, _session, done) =>
        username === "bulkhead" && password === "right" ? done(null, { user: username }) : done(withAnswer("Invalid login", 535)),
    });
    await sendMail(at(port, { login: "bulkhead", password: "right" }), message);
    expect(taken).toHaveLength(1);
    const wrong = sendMail(at(port, { login: "bulkhead", password: "wrong" }), message);
    await expect(wrong).rejects.toMatchObject({ outlook: "try-again", message: expect.stringContaining("account and password") });
    await expect(wrong).rejects.not.toMatchObject({ message: expect.stringContaining("wrong") });
  });

  it("tells what is refused for good from what may work later", async () => {
    const refusing = await start({ onRcptTo: (_address, _session, done) => done(withAnswer("no such mailbox", 550)) });
    await expect(sendMail(at(refusing.port), message)).rejects.toMatchObject({
      outlook: "permanent",
      message: expect.stringContaining("no such mailbox"),
    });
    const busy = await start({ onMailFrom: (_address, _session, done) => done(withAnswer("try later", 451)) });
    await expect(sendMail(at(busy.port), message)).rejects.toMatchObject({ outlook: "try-again" });
  });

  it("says for whom it was not taken where others got it", async () => {
    const { port } = await start({
      onRcptTo: ({ address }, _session, done) => done(address.startsWith("gone") ? withAnswer("gone", 550) : null),
    });
    const sent = sendMail(at(port), { ...message, to: ["night@example.org", "gone@example.org"] });
    await expect(sent).rejects.toMatchObject({ outlook: "permanent", message: expect.stringContaining("not for gone@example.org") });
  });

  it("sends nothing where TLS was asked for and is not there, or is not to be trusted", async () => {
    const clear = await start();
    await expect(sendMail(at(clear.port, { security: "starttls" }), message)).rejects.toMatchObject({
      message: expect.stringContaining("does not speak STARTTLS"),
    });
    await expect(sendMail(at(clear.port, { security: "tls" }), message)).rejects.toMatchObject({
      message: expect.stringContaining("does not speak TLS"),
    });
    const untrusted = await start({ secure: true, ...selfSigned() });
    await expect(sendMail(at(untrusted.port, { security: "tls" }), message)).rejects.toMatchObject({
      message: expect.stringContaining("certificate that is not trusted"),
    });
    expect([...clear.taken, ...untrusted.taken]).toEqual([]);
  });

  it("says in a sentence what is wrong with the place", async () => {
    const { port, stop } = await startMailServer();
    await stop();
    await expect(sendMail(at(port), message)).rejects.toMatchObject({ message: expect.stringContaining("refuses the connection") });
    const rude = createServer((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
    await new Promise<void>((resolve) => rude.listen(0, "127.0.0.1", resolve));
    running.push({ stop: () => new Promise((resolve) => rude.close(resolve)) });
    const address = rude.address();
    const rudePort = typeof address === "object" && address !== null ? address.port : 0;
    await expect(sendMail(at(rudePort), message)).rejects.toMatchObject({ outlook: "try-again", name: "MailTrouble" });
  });

  it("lets no text of a host become a header, a recipient or a command", async () => {
    const { taken, port } = await start();
    const nasty = fc.string({
      unit: fc.constantFrom("\r", "\n", ".", ":", " ", "B", "c", "<", ">", "@", "é", "\u202e", "\0"),
      maxLength: 60,
    });
    await fc.assert(
      fc.asyncProperty(nasty, nasty, async (subject, text) => {
        await sendMail(at(port), {
          ...message,
          subject: `${subject}\r\nBcc: evil@example.org`,
          text: `${text}\r\n.\r\nMAIL FROM:<evil@example.org>\r\n`,
        });
        const mail = taken.pop();
        expect(mail?.to).toEqual(["night@example.org"]);
        const head = mail?.raw.slice(0, mail.raw.indexOf("\r\n\r\n")) ?? "";
        expect(head).not.toMatch(/^Bcc:/im);
        expect(taken).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
