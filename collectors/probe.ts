import type { FactName, Facts } from "#lib/facts/index.ts";
import type { FailureCause } from "#lib/facts/reading.ts";
import type { Lane } from "#lib/lanes.ts";

/** Kinds of systems that a probe fits: `linux` is every host; `proxmox` has /etc/pve, `libvirt` has virsh. */
export type SystemKind = "linux" | "proxmox" | "libvirt";

interface SourceLimits {
  /** Enforced on the host and by the collector; default 10. */
  timeoutSeconds?: number;
  /** Output is cut here and the section is `oversized`; default 512 KiB. */
  maximumBytes?: number;
  /** Goes through `sudo -n` where the login is not root. */
  root?: boolean;
  /** A channel of its own, beside the others: `fast` and `slow` at every visit, the rest at most so often. The most frequent wish for a call wins. */
  lane?: Lane;
  /** The fact does not fail with this source: parse gets its section whatever came of it. */
  optional?: boolean;
}

/** A command as argv; only the transport quotes. `unless` names a source of the same probe: run only if that one did not succeed. */
export interface ExecSource extends SourceLimits {
  exec: readonly [string, ...string[]];
  unless?: string;
}

/** One file by path, or the files that a glob in the last path component matches. Never a path on a network file system. */
export interface ReadSource extends SourceLimits {
  read: string;
}

/** A command once for each line that `list` prints, which takes the place of "{}" in its arguments. Lines that begin with "-" are left out. */
export interface EachSource extends SourceLimits {
  list: readonly [string, ...string[]];
  exec: readonly [string, ...string[]];
  maximumItems?: number;
}

export type Source = ExecSource | ReadSource | EachSource;

/** What came of one source, as the script framed it. */
export interface Section {
  /** As a person would name it: the path, or the command line. Goes into citations. */
  source: string;
  status: "ok" | "missing" | "skipped" | FailureCause;
  /** Exit status of a command, 0 for a file that was read, null when nothing ran. */
  exitStatus: number | null;
  text: string;
  /** First line of stderr, for a failed section. */
  errorText: string;
  durationMs: number;
}

/** A section for an exec or single-file source; a list of sections for a glob (one per file) or an each-source (one per line). */
export type SectionOf<S extends Source> = S extends EachSource ? Section[] : S extends ReadSource ? Section[] : Section;
export type Sections<S extends Record<string, Source>> = { [Name in keyof S]: SectionOf<S[Name]> };

export interface Probe<Name extends FactName = FactName, S extends Record<string, Source> = Record<string, Source>> {
  id: string;
  fact: Name;
  systems: readonly SystemKind[];
  sources: S;
  /**
   * Pure: sections in, fact out. Throw NotApplicable for "nothing there, nothing wrong", NotReadable for a reading that failed
   * for a known cause; anything else thrown makes the reading `failed: unparsable`.
   */
  parse(sections: Sections<S>): Facts[Name];
}

/** A probe of whatever fact and sources, as the registry holds it: its parse is called with the sections of its own sources. */
export type AnyProbe = Probe;

/** Declares a probe; the types of `parse` follow from `fact` and `sources`. */
export function defineProbe<const Name extends FactName, const S extends Record<string, Source>>(probe: Probe<Name, S>): Probe<Name, S> {
  return probe;
}

/** The host proves that there is nothing to read here: the reading is `absent` with this reason. */
export class NotApplicable extends Error {
  override name = "NotApplicable";
}

/** The reading failed for a cause that parse can tell. */
export class NotReadable extends Error {
  override name = "NotReadable";
  readonly failure: FailureCause;
  constructor(failure: FailureCause, detail: string) {
    super(detail);
    this.failure = failure;
  }
}
