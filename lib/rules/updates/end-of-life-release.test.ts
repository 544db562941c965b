import { packages } from "#lib/rules/testing/boot-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite, identity } from "#lib/rules/testing/testing.ts";
import { endOfLifeRelease } from "./end-of-life-release.ts";

const os = (id: string, versionId: string, name: string) => identity({ os: { id, versionId, name } });
const esm = {
  ...packages(),
  origins: [{ uri: "https://esm.ubuntu.com/infra/ubuntu", suite: "focal-infra-security", at: cite("sources", "esm") }],
};

describeRule(
  endOfLifeRelease,
  { identity: os("ubuntu", "20.04", "Ubuntu 20.04.6 LTS") },
  {
    fails: {
      "Ubuntu 20.04": [
        {},
        {
          severity: "medium",
          title: "Ubuntu 20.04.6 LTS has had no security updates since 2025-05-31",
          fingerprint: "updates/end-of-life-release|host:kvm-01|release",
        },
      ],
      "Proxmox VE 7 on whatever Debian": [
        {
          identity: identity({
            system: "proxmox",
            hypervisorVersion: "7.4-3",
            os: { id: "debian", versionId: "11", name: "Debian GNU/Linux 11" },
          }),
        },
        { severity: "medium", subject: "Proxmox VE 7" },
      ],
      "an end within 90 days is low": [{ identity: os("fedora", "42", "Fedora Linux 42") }, "low"],
      "CentOS Stream 8 is not CentOS 8": [
        { identity: os("centos", "8", "CentOS Stream 8") },
        { observed: "CentOS Stream 8, last security updates on 2024-05-31 (table of 2026-11)" },
      ],
      "a minor release of RHEL": [{ identity: os("rhel", "7.9", "Red Hat Enterprise Linux Server 7.9") }, "medium"],
    },
    passes: {
      "Proxmox VE 8 and a long way to go": { identity: identity({ system: "proxmox", hypervisorVersion: "8.4.1" }) },
      "Debian 12": { identity: os("debian", "12", "Debian GNU/Linux 12") },
      "extended support is subscribed": { packages: esm },
    },
    notApplicable: {
      "a release that the table does not know": { identity: os("alpine", "3.20", "Alpine Linux 3.20") },
      "Proxmox VE 9, whose end is not announced": { identity: identity({ system: "proxmox", hypervisorVersion: "9.1.2" }) },
    },
  },
);
