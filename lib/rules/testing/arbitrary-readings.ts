import fc from "fast-check";
import { factNames, factSchemas, type Readings } from "#lib/facts/index.ts";
import { valuesOf } from "./values-of.ts";

/** Words that make rules take their branches, between words that nobody expects. */
const words = fc.oneof(
  fc.constantFrom(
    "nfs",
    "none",
    "bind",
    "_netdev",
    "nofail",
    "/",
    "/mnt/nas",
    "/mnt/nas/vms",
    "nas:/vms",
    "nas",
    "10.0.0.7",
    "::1",
    "127.0.1.1",
  ),
  fc.constantFrom("/dev/sdb1", "x-systemd.requires=/mnt/nas", "vmbr0", "default", "global", "main", "local-fs.target", "a.mount", "dns"),
  fc.string({ unit: "binary", maxLength: 12 }),
);

/** A visit that read every fact, each of any content that its schema allows. */
export const anyReadings = fc.record(
  Object.fromEntries(factNames.map((name) => [name, valuesOf(factSchemas[name], words).map((value) => ({ status: "ok", value }))])),
) as fc.Arbitrary<Readings>;
