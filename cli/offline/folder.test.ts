import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Manifest } from "#lib/offline/manifest.ts";
import { fileErrorWords } from "./file-error.ts";
import { OfflineFolder } from "./folder.ts";

let place = "";
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), "bulkhead-offline-"));
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

const head = { madeAt: "2026-01-10T12:00:00.000Z", madeBy: { version: "0.1.0", rules: 2, catalogue: "0123456789ab" }, hosts: 1 };

async function written(target: string, files: Record<string, Iterable<string>>): Promise<void> {
  const folder = await OfflineFolder.begin(target);
  for (const [path, pieces] of Object.entries(files)) await folder.add(path, pieces);
  await folder.finish(head);
}

describe("the folder", () => {
  it("is there whole, with sums that sha256sum confirms, for its owner alone", async () => {
    const target = join(place, "out");
    await written(target, { "index.html": ["a", "ü"], "hosts/kvm-01.html": ["x".repeat(200_000), "y"] });
    expect(readFileSync(join(target, "index.html"), "utf8")).toBe("aü");
    const proof = execFileSync("sha256sum", ["--strict", "-c", "SHA256SUMS"], { cwd: target, encoding: "utf8" });
    expect(proof.trim().split("\n").sort()).toEqual(["hosts/kvm-01.html: OK", "index.html: OK", "manifest.json: OK"]);
    const manifest = Manifest.parse(JSON.parse(readFileSync(join(target, "manifest.json"), "utf8")));
    expect(manifest.files.map(({ path, bytes }) => [path, bytes])).toEqual([
      ["hosts/kvm-01.html", 200_001],
      ["index.html", 3],
    ]);
    for (const [path, mode] of [
      ["", 0o700],
      ["hosts", 0o700],
      ["index.html", 0o600],
      ["hosts/kvm-01.html", 0o600],
      ["SHA256SUMS", 0o600],
    ] as const)
      expect([path, statSync(join(target, path)).mode & 0o777]).toEqual([path, mode]);
    expect(readdirSync(place)).toEqual(["out"]);
  });

  it("takes the place of an earlier export, and of nothing else", async () => {
    const target = join(place, "out");
    await written(target, { "old.html": ["old"] });
    await written(target, { "new.html": ["new"] });
    expect(readdirSync(target).sort()).toEqual(["SHA256SUMS", "manifest.json", "new.html"]);
    expect(readdirSync(place)).toEqual(["out"]);
  });

  it("is found behind a link, which stays", async () => {
    const [target, link] = [join(place, "out"), join(place, "link")];
    await written(target, { "old.html": ["old"] });
    symlinkSync(target, link);
    await written(link, { "new.html": ["new"] });
    expect(existsSync(join(target, "new.html"))).toBe(true);
    expect(readdirSync(place).sort()).toEqual(["link", "out"]);
  });

  it.each([
    ["an empty folder", (path: string) => mkdirSync(path), "is no export of Bulkhead's"],
    [
      "a folder of somebody's",
      (path: string) => {
        mkdirSync(path);
        writeFileSync(join(path, "photo.jpg"), "x");
      },
      "is no export of Bulkhead's",
    ],
    [
      "a manifest of another program",
      (path: string) => {
        mkdirSync(path);
        writeFileSync(join(path, "manifest.json"), '{"schema":"web-app"}');
      },
      "is no export of Bulkhead's",
    ],
    ["a file", (path: string) => writeFileSync(path, "x"), "is a file"],
  ])("leaves %s alone", async (_, make, sentence) => {
    const target = join(place, "out");
    make(target);
    await expect(OfflineFolder.begin(target)).rejects.toThrow(sentence);
    expect(readdirSync(place)).toEqual(["out"]);
  });

  it("leaves an earlier export alone that somebody has put a file into, also while the new one is made", async () => {
    const target = join(place, "out");
    await written(target, { "hosts/a.html": ["old"] });
    const folder = await OfflineFolder.begin(target);
    await folder.add("new.html", ["new"]);
    writeFileSync(join(target, "hosts", "notes.txt"), "mine");
    await expect(folder.finish(head)).rejects.toThrow("holds what no export has put there, as hosts/notes.txt");
    await folder.discard();
    expect(readFileSync(join(target, "hosts", "notes.txt"), "utf8")).toBe("mine");
    expect(readdirSync(place)).toEqual(["out"]);
    await expect(OfflineFolder.begin(target)).rejects.toThrow("notes.txt");
  });

  it("that breaks off leaves the earlier one, and nothing beside it", async () => {
    const target = join(place, "out");
    await written(target, { "old.html": ["old"] });
    const folder = await OfflineFolder.begin(target);
    const broken = function* () {
      yield "half";
      throw new Error("the database is gone");
    };
    await expect(folder.add("index.html", broken())).rejects.toThrow("the database is gone");
    await folder.discard();
    expect(readdirSync(target).sort()).toEqual(["SHA256SUMS", "manifest.json", "old.html"]);
    expect(readdirSync(place)).toEqual(["out"]);
  });

  it("writes no path twice", async () => {
    const folder = await OfflineFolder.begin(join(place, "out"));
    await folder.add("a.html", ["x"]);
    await expect(folder.add("a.html", ["y"])).rejects.toThrow("EEXIST");
    await folder.discard();
    expect(readdirSync(place)).toEqual([]);
  });

  it("says what is wrong with its place", async () => {
    await expect(OfflineFolder.begin(join(place, "nowhere", "out"))).rejects.toThrow(
      "nowhere is not there: make it first, or name another. Nothing was left behind.",
    );
    writeFileSync(join(place, "file"), "x");
    await expect(OfflineFolder.begin(join(place, "file", "out"))).rejects.toThrow("file is no folder");
  });
});

it.each([
  ["ENOSPC", "/x has no space left. Nothing was left behind."],
  ["EDQUOT", "/x is full for this user (quota). Nothing was left behind."],
  ["EROFS", "/x is mounted read-only. Nothing was left behind."],
  ["EACCES", "/x may not be written by this user. Nothing was left behind."],
  ["EWEIRD", "/x cannot be written (EWEIRD). Nothing was left behind."],
])("%s in words", (code, sentence) => {
  const error = Object.assign(new Error(code), { code, syscall: "write" });
  expect(fileErrorWords(error, "/x")).toMatchObject({ message: sentence });
});

it("an error of something else stays as it is", () => {
  const error = Object.assign(new Error("refused"), { code: "ECONNREFUSED", syscall: "connect" });
  expect(fileErrorWords(error, "/x")).toBe(error);
});
