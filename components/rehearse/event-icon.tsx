import { CircleOff, Cpu, Network, Power, RefreshCw, RotateCw, Tag } from "lucide-react";
import type { Given } from "#lib/graph/given.ts";

const icons = {
  reboot: RefreshCw,
  restart: RotateCw,
  lose: CircleOff,
  "apply-network": Network,
  "set-pvid": Tag,
  "power-loss": Power,
  "hardware-fault": Cpu,
} as const satisfies Record<Given["what"], unknown>;

/** What happens, as a small picture beside its words. */
export function EventIcon({ what }: { what: Given["what"] }) {
  const Icon = icons[what];
  return <Icon aria-hidden className="mt-[2px] size-[15px] flex-none" />;
}
