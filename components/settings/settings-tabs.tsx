import { TabStrip } from "#components/ui/tab-strip.tsx";

const places = [
  { href: "/settings/hosts", name: "Hosts" },
  { href: "/settings/declared", name: "Declared facts" },
  { href: "/settings/sources", name: "Alert sources" },
  { href: "/settings/mail", name: "Mail" },
  { href: "/settings/access", name: "What runs on a host" },
] as const;

/** The parts of the settings. */
export function SettingsTabs({ at }: { at: (typeof places)[number]["href"] }) {
  return <TabStrip label="Settings" tabs={places.map((place) => ({ ...place, current: place.href === at }))} />;
}
