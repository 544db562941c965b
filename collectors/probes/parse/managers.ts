import type { Section } from "#collectors/probe.ts";
import type { ConfiguredInterface } from "#lib/facts/network-config.ts";
import { interfacesFromIfupdown } from "./ifupdown.ts";
import { interfacesFromNetplan } from "./netplan.ts";
import { interfacesFromProfiles, profileOfKeyfile, profileOfNmcli } from "./network-manager.ts";
import { interfacesFromNetworkd } from "./networkd.ts";
import { allFiles, fileOrNull, isMissing } from "./presence.ts";
import { filesRead, succeeded } from "./sections.ts";

/** What the login sees where it may read all that is there, which needs no root if nothing is; else what root sees. */
export function readable(own: readonly Section[], asRoot: readonly Section[]): readonly Section[] {
  const isWhole = own.every((file) => succeeded(file) || isMissing(file));
  return isWhole || !asRoot.some(succeeded) ? own : asRoot;
}

/** ifupdown(8) and ifupdown2: nothing where there is no main file. */
export function ifupdown(main: readonly Section[], more: readonly Section[]): ConfiguredInterface[] {
  const file = fileOrNull(main, "/etc/network/interfaces");
  return file ? interfacesFromIfupdown(file, allFiles(more, "interfaces.d")) : [];
}

/** netplan(5), or where its files are denied what it generated for networkd at the last boot. */
export function netplan(files: readonly Section[], networks: readonly Section[], netdevs: readonly Section[]): ConfiguredInterface[] {
  const generated = filesRead(networks);
  const isWhole = files.every((file) => succeeded(file) || isMissing(file)) || generated.length === 0;
  if (isWhole) return interfacesFromNetplan(allFiles(files, "netplan"));
  return interfacesFromNetworkd(generated, filesRead(netdevs), "netplan");
}

/** NetworkManager's profiles from their files, or where these are denied from nmcli(1). */
export function networkManager(keyfiles: readonly Section[], profiles: readonly Section[]): ConfiguredInterface[] {
  const shown = filesRead(profiles);
  const isWhole = keyfiles.every((file) => succeeded(file) || isMissing(file));
  if (isWhole || shown.length === 0) return interfacesFromProfiles(allFiles(keyfiles, "NetworkManager profiles").map(profileOfKeyfile));
  return interfacesFromProfiles(shown.map(profileOfNmcli));
}
