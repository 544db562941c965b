import type { CardName } from "#lib/facts/card-names.ts";
import type { Facts } from "#lib/facts/index.ts";
import type { Link } from "#lib/facts/links.ts";
import { defineRule, type Observation } from "#lib/rules/rule.ts";
import { type Binding, unstableBindings } from "#lib/rules/shared/nic-bindings.ts";
import { lastingMac } from "#lib/rules/shared/nic-names.ts";
import { compareVersions } from "#lib/rules/shared/versions.ts";
import { pinSteps, pinVerify } from "./parts/nic-pin-remedy.ts";

/** Drivers that began to number the ports of their cards, which adds "np0" to the names that udev makes. */
const numbersPorts = /^(i40e|ice|bnxt_en|mlx5_core|nfp)$/;

export const namingSchemeWillChange = defineRule({
  id: "nic/naming-scheme-will-change",
  title: "A card gets another name at the next boot or upgrade",
  why: "udev makes the name anew at each boot. Where it comes to another one than the configuration knows, the host boots without that network.",
  scope: "host",
  scenarios: ["reboot", "power-loss"],
  likelihood: 3,
  impact: 3,
  needs: ["networkConfig", "links", "cardNames"],
  wants: ["bootState", "pciDevices", "identity"],
  check({ networkConfig, links, cardNames, bootState, pciDevices, identity }) {
    const bindings = unstableBindings(networkConfig, links).filter(({ card }) => /^(en|ib|wl|ww)/.test(card.name));
    return bindings.flatMap((binding) => {
      const known = cardNames.find(({ index }) => index === binding.card.index);
      const driver = known?.driver ?? pciDevices?.find(({ address }) => address === binding.card.pciAddress)?.driver ?? null;
      const found = renamed(binding, known) ?? numbered(binding, driver, bootState);
      if (found === null) return [];
      const mac = lastingMac(binding.card, links);
      const steps = pinSteps(binding.configured, binding.name, mac ?? binding.card.mac ?? "MAC", identity?.system);
      return [{ ...found, key: mac ?? binding.name, remedy: { steps, verify: pinVerify(networkConfig, binding.name) } }];
    });
  },
  remedy: {
    steps: ["Tie the configuration to the MAC address before the next boot."],
    risk: "A renamed card needs every reference changed (bridge ports, bond, firewall), and shows only at the next boot: console ready.",
    verify: "networkctl list",
  },
  references: ["systemd.net-naming-scheme(7)", "systemd.link(5)"],
});

function renamed({ card, name, use, cites }: Binding, known: CardName | undefined): Observation | null {
  const names = [known?.chosen, known?.onboard, known?.slot, known?.path].filter((one) => one != null);
  if (known === undefined || names.length === 0 || names.includes(card.name)) return null;
  return {
    subject: name,
    title: `${card.name} will be called ${known.chosen ?? names[0]}: udev has that name for it already`,
    observed: `${name} ${use}; udev's names for this card are ${[...new Set(names)].join(", ")}`,
    expected: `${card.name} among them, or a match on the MAC address`,
    cite: [...cites, known.at, card.at],
  };
}

/** A kernel waits for the next boot, and the card's driver is one of those that a newer kernel lets number its ports. */
function numbered(
  { card, name, use, cites }: Binding,
  driver: string | null,
  bootState: Facts["bootState"] | undefined,
): Observation | null {
  if (driver === null || !numbersPorts.test(driver) || isNumbered(card) || bootState === undefined) return null;
  const waiting = bootState.kernels?.filter(({ release }) => compareVersions(release, bootState.runningKernel) > 0).at(-1);
  if (waiting === undefined) return null;
  return {
    subject: name,
    title: `${card.name} may be called ${card.name}np0 under the kernel that waits for the next boot`,
    observed: `${name} ${use}; driver ${driver}, running kernel ${bootState.runningKernel}, installed ${waiting.release}`,
    expected: "a match on the MAC address before that boot",
    cite: [...cites, card.at, waiting.at],
    likelihood: 2,
    confidence: "suspected",
  };
}

function isNumbered({ name }: Link): boolean {
  return /np\d+$/.test(name);
}
