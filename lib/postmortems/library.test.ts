import { expect, test } from "vitest";
import { postmortems } from "./index.ts";
import { incidentsOfRule, libraryOf } from "./library.ts";
import { parsePostmortem } from "./schema.ts";
import { testReport } from "./testing.ts";

const own = (id: string, date: string | null = null) => parsePostmortem(testReport(id, date === null ? {} : { date }));

test("the library is newest first, and what has no day stands last", () => {
  const library = libraryOf([own("ours", "2999-01-01")], [own("filed")]);
  expect(library.map(({ id }) => id)).toEqual(["ours", ...postmortems.map(({ id }) => id), "filed"]);
});

test("an id is in it once: the shipped incident, then the one that was written here, then the file", () => {
  const library = libraryOf([own("kvm-pair-panic-reboot"), own("ours")], [own("ours"), own("filed")]);
  expect(library.find(({ id }) => id === "kvm-pair-panic-reboot")?.origin).toBe("shipped");
  expect(library.filter(({ origin }) => origin !== "shipped").map(({ id, origin }) => `${id} ${origin}`)).toEqual([
    "ours own",
    "filed folder",
  ]);
});

test("a rule leads to every incident in whose chain it stands, own ones too", () => {
  const found = incidentsOfRule("storage/nfs-fstab-no-nofail", libraryOf([own("ours", "2999-01-01")], []));
  expect(found.map(({ id }) => id)).toEqual(["ours", "kvm-pair-panic-reboot"]);
});
