import { defineRule, NotApplicable } from "#lib/rules/rule.ts";
import { releaseEnd, releaseTableDate } from "./parts/release-ends.ts";

/** A release that ends so soon is worth planning for. */
const soonDays = 90;
const dayMilliseconds = 86_400_000;
/** Where updates after the end come from: Ubuntu Pro, Debian ELTS, and vendors that carry old releases on. */
const extended = /esm\.ubuntu\.com|freexian|\belts\b|tuxcare|cloudlinux/i;

export const endOfLifeRelease = defineRule({
  id: "updates/end-of-life-release",
  title: "The release gets no security updates any more",
  why: "Known holes stay open, and the upgrade comes when something forces it, which is the worst time for new kernels and renamed network cards.",
  scope: "host",
  scenarios: ["reboot", "power-loss"],
  likelihood: 2,
  impact: 3,
  references: [
    "https://wiki.debian.org/LTS",
    "https://ubuntu.com/about/release-cycle",
    "https://pve.proxmox.com/wiki/FAQ",
    "https://access.redhat.com/support/policy/updates/errata",
  ],
  needs: ["identity"],
  wants: ["packages"],
  check({ identity, packages }, now) {
    const release = releaseEnd(identity);
    if (release === null) throw new NotApplicable(`no end is known for ${identity.os.name} (table of ${releaseTableDate})`);
    const daysLeft = (Date.parse(`${release.endsOn}T23:59:59Z`) - now.getTime()) / dayMilliseconds;
    if (daysLeft > soonDays) return [];
    if (packages?.origins.some(({ uri }) => extended.test(uri))) return [];
    const isOver = daysLeft < 0;
    const text = `${release.name}, last security updates on ${release.endsOn}`;
    return [
      {
        subject: release.name,
        key: "release",
        title: isOver
          ? `${release.name} has had no security updates since ${release.endsOn}`
          : `${release.name} gets its last security updates on ${release.endsOn}`,
        observed: `${text} (table of ${releaseTableDate})`,
        expected: "a release with security updates for more than 90 days",
        cite: [
          {
            source: "/etc/os-release",
            line: 1,
            text: `${identity.os.name}${identity.hypervisorVersion ? ` (${identity.hypervisorVersion})` : ""}`,
          },
        ],
        ...(isOver ? {} : { impact: 2 as const }),
      },
    ];
  },
  remedy: {
    steps: [
      "Pin the names of the network cards, and move the guests to another host",
      "Upgrade by the vendor's path, one release at a time: `pve8to9 --full` first on Proxmox VE, `do-release-upgrade` on Ubuntu, a new release in the sources of Debian",
    ],
    risk: "Names of cards, modules from outside the kernel, and a cluster of two versions while it lasts.",
    verify: "cat /etc/os-release",
  },
});
