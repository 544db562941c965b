import type { Guest } from "#lib/facts/guests.ts";
import { defineRule } from "#lib/rules/rule.ts";
import { guestLabel } from "#lib/rules/shared/guest-disks.ts";
import { type GuestRole, rolesOf } from "#lib/rules/shared/guest-roles.ts";
import { setCommand } from "./parts/guest-commands.ts";

const engine = /\b(docker|podman|portainer|containerd)\b/i;

export const dockerInContainer = defineRule({
  id: "guests/docker-in-container",
  title: "Docker runs inside a container of Proxmox without what it needs",
  why: "Docker in an LXC container lives on what the host's kernel and AppArmor happen to allow. An update of the host or of Docker takes that away overnight, and every service in it stops at once.",
  scope: "guest",
  scenarios: ["guest-restart", "reboot", "power-loss"],
  likelihood: 2,
  impact: 2,
  postmortems: ["single-dns-lxc-apparmor"],
  references: ["pct(1)"],
  needs: ["guests"],
  wants: ["resolver", "routes", "neighbours"],
  check({ guests, resolver, routes, neighbours }) {
    const roleOf = rolesOf(guests, { resolver, routes, neighbours });
    return guests.flatMap((guest) => {
      if (guest.platform !== "lxc" || guest.template || guest.running === false) return [];
      if (!engine.test([guest.name, ...guest.tags, guest.notes].join(" ").replaceAll("_", " ")) || !lacksKeyctl(guest)) return [];
      const role = roleOf(guest);
      return [
        {
          subject: guestLabel(guest),
          key: guest.id,
          observed: `${guest.features.join(",") || "no features"} in an unprivileged container: nesting without keyctl=1${servesOthers(role) ? `; its role: ${role.role}` : ""}`,
          expected: "Docker in a virtual machine; at the least nesting=1,keyctl=1",
          cite: [guest.at],
          // What others are told by address they need: the host itself asks this container.
          impact: servesOthers(role) ? 3 : 2,
          confidence: "suspected",
          remedy: {
            steps: [
              "Move Docker into a virtual machine in the long run",
              `Until then: \`${setCommand(guest)} --features nesting=1,keyctl=1\`, then stop and start it`,
            ],
          },
        },
      ];
    });
  },
  remedy: {
    steps: ["Move Docker into a virtual machine in the long run, and set keyctl=1 until then"],
    risk: "keyctl lets the container use the kernel's keyring; old versions of systemd-networkd in the container do not start with it.",
    verify: "pct config VMID",
  },
});

/** A privileged container has the keyring anyway. */
function lacksKeyctl({ features, unprivileged }: Guest): boolean {
  return unprivileged === true && features.some((one) => one === "nesting=1") && !features.some((one) => one === "keyctl=1");
}

function servesOthers(role: GuestRole | undefined): role is GuestRole {
  return role?.from === "address";
}
