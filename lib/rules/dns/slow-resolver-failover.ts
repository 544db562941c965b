import { defineRule, NotApplicable } from "#lib/rules/rule.ts";
import { isLoopback } from "#lib/rules/shared/ip-address.ts";
import { counted } from "#lib/rules/shared/wording.ts";

/** RES_TIMEOUT and RES_DFLRETRY of the C library, in seconds and rounds. */
const defaultTimeoutSeconds = 5;
const shortTimeoutSeconds = 2;

export const slowResolverFailover = defineRule({
  id: "dns/slow-resolver-failover",
  title: "With the first DNS server dead each lookup waits five seconds",
  why: "The C library asks the servers one after another and waits for each. Boot, logins over SSH and mounts crawl until the first server is back, though the second one works.",
  scope: "host",
  scenarios: ["dns-loss"],
  likelihood: 3,
  impact: 1,
  needs: ["resolver"],
  wants: ["identity"],
  check({ resolver, identity }) {
    const { nameservers, ignored, options, stub } = resolver;
    if (stub) throw new NotApplicable("systemd-resolved answers, and changes servers by itself");
    if (identity?.os.id === "alpine") throw new NotApplicable("musl asks all servers at once");
    const [first, second] = nameservers;
    // A resolver of the host itself goes on to another server in its own time.
    if (first === undefined || isLoopback(first.address)) return [];
    const timeoutSeconds = Number(
      options.findLast((option) => /^timeout:\d+$/.test(option))?.slice("timeout:".length) ?? defaultTimeoutSeconds,
    );
    const isSlow = second !== undefined && timeoutSeconds > shortTimeoutSeconds;
    const [unheard] = ignored;
    if (!isSlow && unheard === undefined) return [];
    const beyond = unheard && `${counted(ignored.length, "nameserver line")} after the third, which nobody asks`;
    return [
      {
        subject: "/etc/resolv.conf",
        title: isSlow
          ? `With ${first.address} dead each lookup waits ${timeoutSeconds} s`
          : `${unheard?.address} is never asked: it is the fourth DNS server`,
        observed: [...(isSlow ? [`${first.address} first, timeout ${timeoutSeconds} s`] : []), ...(beyond ? [beyond] : [])].join("; "),
        expected: "options timeout:1 attempts:2, and three servers at most",
        cite: [...nameservers, ...ignored].map(({ at }) => at).slice(0, 6),
      },
    ];
  },
  remedy: {
    steps: ["Add `options timeout:1 attempts:2` to /etc/resolv.conf, where whatever writes the file takes it from."],
    risk: "One second may be too short for servers behind a slow line.",
    verify: "grep -E '^(nameserver|options)' /etc/resolv.conf",
  },
  references: ["resolv.conf(5)"],
});
