import type { Section } from "#collectors/probe.ts";
import type { CephPorts } from "#lib/facts/ceph.ts";
import { citeLine } from "#lib/facts/cite.ts";
import { fieldsOf } from "./escapes.ts";
import { linesOf } from "./sections.ts";

/** Listening TCP ports of Ceph's daemons by `ss -Hltnp`: State Recv-Q Send-Q Local Peer users:(("ceph-osd",pid=1,fd=2)). Loopback is left out. */
export function cephListeners(section: Section): CephPorts["listening"] {
  const lines = linesOf(section.text);
  return lines.flatMap((line, index) => {
    const daemon = /\(\("(ceph-[a-z]+)"/.exec(line)?.[1];
    const [, address = "", port] = /^(.*):(\d{1,5})$/.exec(fieldsOf(line)[3] ?? "") ?? [];
    if (daemon === undefined || port === undefined || /^(127\.|\[?::1\]?$)/.test(address)) return [];
    return [{ daemon, port: Number(port), at: citeLine(section.source, lines, index) }];
  });
}
