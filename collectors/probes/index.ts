import type { AnyProbe } from "#collectors/probe.ts";
import { addresses } from "./addresses.ts";
import { bridgeVlans } from "./bridge-vlans.ts";
import { identity } from "./identity.ts";
import { links } from "./links.ts";
import { neighbours } from "./neighbours.ts";
import { pciDevices } from "./pci-devices.ts";
import { routes } from "./routes.ts";

/** Every probe, sorted by id. A new probe is a file of this folder, its fixtures and a line here. */
export const probes: readonly AnyProbe[] = [addresses, bridgeVlans, identity, links, neighbours, pciDevices, routes];
