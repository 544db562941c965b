import { automaticUpdates, service } from "#lib/rules/testing/boot-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite, guest, identity } from "#lib/rules/testing/testing.ts";
import { unattendedRebootOnHypervisor } from "./unattended-reboot-on-hypervisor.ts";

const dnf = automaticUpdates({ by: "dnf-automatic", rebootsAt: cite("/etc/dnf/automatic.conf", "reboot = when-needed", 14) });

describeRule(
  unattendedRebootOnHypervisor,
  { identity: identity(), automaticUpdates: automaticUpdates(), guests: [guest("bind-02"), guest("mail")] },
  {
    fails: {
      "Automatic-Reboot true": [
        {},
        {
          severity: "medium",
          title: "unattended-upgrades may reboot this host as soon as it has installed a kernel",
          observed: 'Unattended-Upgrade::Automatic-Reboot "true"; 2 guests would stop',
        },
      ],
      "at a time of day": [
        { automaticUpdates: automaticUpdates({ rebootTime: "02:00" }) },
        { title: "unattended-upgrades may reboot this host at 02:00" },
      ],
      "dnf-automatic that reboots when needed": [
        { automaticUpdates: dnf, services: [service("dnf-automatic.timer")] },
        { subject: "dnf-automatic" },
      ],
      "a hypervisor whose guests could not be read": [{ guests: undefined }, "medium"],
    },
    passes: {
      'Automatic-Reboot "false"': { automaticUpdates: automaticUpdates({ reboots: false }) },
      "security updates without a reboot": { automaticUpdates: automaticUpdates({ reboots: false, leavesAlone: ["libvirt.*"] }) },
      "configured, and nothing is installed by itself": { automaticUpdates: automaticUpdates({ installs: false }) },
      "dnf-automatic whose timer is off": {
        automaticUpdates: dnf,
        services: [service("dnf-automatic.timer", { unitFileState: "disabled" })],
      },
    },
    notApplicable: { "a guest": { identity: identity({ system: "linux", virtualization: "kvm" }), guests: undefined } },
  },
);
