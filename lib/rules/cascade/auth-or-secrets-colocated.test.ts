import { expect } from "vitest";
import { declared } from "#lib/rules/testing/context-testing.ts";
import { fleetOf, partGateway, partGuest } from "#lib/rules/testing/fleet-graph-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { authOrSecretsColocated as rule } from "./auth-or-secrets-colocated.ts";

const common = { gateways: [partGateway("10.0.0.1")] };
const vault = (number: number, over = {}) => partGuest(`vault-0${number}`, { roles: ["secrets"], ...over });
const ldap = (name: string) => partGuest(name, { roles: ["authentication"] });
const tried = (host: string, over = {}) =>
  declared({
    kind: "out-of-band",
    host,
    by: "bmc",
    address: "10.0.9.1",
    account: "emergency",
    sharesNetworkWithHost: false,
    lastTestedOn: "2026-04-01",
    ...over,
  });

describeRule(
  rule,
  { graph: fleetOf({ "kvm-01": { ...common, guests: [vault(1)] }, "kvm-02": { ...common, guests: [vault(2), vault(3)] } }), declared: [] },
  {
    fails: {
      "the vault on the two hypervisors, and no way in": [
        {},
        {
          severity: "medium",
          confidence: "suspected",
          title: "secrets of the site is on kvm-01 and kvm-02, which nobody can repair without",
          observed: expect.stringContaining("vault-01 on kvm-01, vault-02 on kvm-02 and vault-03 on kvm-02, by name"),
        },
      ],
      "the directory on the host that it lets people into": [
        { graph: fleetOf({ pve: { guests: [ldap("ldap")] } }) },
        { severity: "medium", subject: "ldap" },
      ],
      "both of a lettered pair": [{ graph: fleetOf({ pve: { guests: [ldap("ipa-a"), ldap("ipa-b")] } }) }, "medium"],
      "a console that was tried long ago": [
        { declared: [tried("kvm-01", { lastTestedOn: "2024-01-01" }), tried("kvm-02")] },
        { observed: expect.stringContaining("is declared for kvm-01") },
      ],
      "a console without an account of its own": [{ declared: [tried("kvm-01", { account: null }), tried("kvm-02")] }, "medium"],
    },
    passes: {
      "a local account on the console of each, tried": { declared: [tried("kvm-01"), tried("kvm-02")] },
      "a drill by the consoles": { declared: [declared({ kind: "drill", drill: "console", on: "2026-04-01", worked: true })] },
      "a replica, whose first stands elsewhere": { graph: fleetOf({ pve: { guests: [ldap("ipa-replica")] } }) },
      "the second of a pair whose first is not here": { graph: fleetOf({ pve: { guests: [ldap("dc02")] } }) },
      "one of a lettered pair whose other is not here": { graph: fleetOf({ pve: { guests: [ldap("auth-b")] } }) },
      "neither is a guest here": { graph: fleetOf({ pve: { guests: [partGuest("web")] } }) },
    },
    unknown: { "guests that were not read": { graph: fleetOf({ pve: { unread: ["guests"] } }) } },
    notApplicable: { "no host at all": { graph: fleetOf({}) } },
  },
);
