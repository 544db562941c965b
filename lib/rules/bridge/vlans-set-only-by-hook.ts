import { defineRule } from "#lib/rules/rule.ts";
import { major } from "#lib/rules/shared/versions.ts";
import { badMode, callsBack, missedGuests, onlyByHook } from "./parts/hook-faults.ts";

/** The first libvirt that sets VLANs of a plain Linux bridge itself. */
const nativeSince = 11;

export const vlansSetOnlyByHook = defineRule({
  id: "bridge/vlans-set-only-by-hook",
  title: "Guest VLANs are set by a hook of libvirt only",
  why: "A guest that starts past the hook, or that its list does not know, comes up in the bridge's default VLAN: reachable for the wrong machines and not for the right ones.",
  scope: "host",
  scenarios: ["guest-restart", "reboot", "power-loss"],
  likelihood: 3,
  impact: 2,
  needs: ["libvirtHooks"],
  wants: ["guests", "bridgeVlans", "links", "identity"],
  check({ libvirtHooks, guests, bridgeVlans, links, identity }) {
    const isNative = Number(major(identity?.hypervisorVersion ?? "0")) >= nativeSince;
    return libvirtHooks
      .filter((hook) => hook.vlanLines.length > 0)
      .flatMap((hook) => [
        ...callsBack(hook),
        ...badMode(hook),
        ...missedGuests(hook, guests ?? [], bridgeVlans ?? [], links ?? []),
        onlyByHook(hook, isNative),
      ]);
  },
  remedy: {
    steps: ["Put the VLAN into the definition of each guest (libvirt 11.0 and newer), or mend the hook."],
    risk: "It takes effect only when a guest starts: until then definition and port differ.",
    verify: "bridge vlan show",
  },
  postmortems: ["kvm-pair-panic-reboot"],
  references: ["https://libvirt.org/hooks.html", "bridge(8)"],
});
