import { describe, expect, test } from "vitest";
import type { AnyProbe, Source } from "./probe.ts";
import { probes } from "./probes/index.ts";
import { composeScript, planCalls, readCalls, sudoersFile } from "./script.ts";
import { rootCommands } from "./script-access.ts";
import { defaultTimeoutSeconds } from "./script-calls.ts";

/*
 * What may run on somebody's hypervisor: a list of what is allowed, so that a new probe has to say here what it adds. Everything is
 * read-only and touches no path that may lie on a network file system. The arguments are matched as one text, joined by blanks.
 */
const allowedCommands: Record<string, RegExp> = {
  apt: /^list --upgradable -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache=$/,
  apcaccess: /^status$/,
  bridge: /^(-j |-d |-compressvlans )*(vlan|link|fdb|mdb)( show)?$/,
  cat: /^(\/(proc|sys|etc|run)\/[A-Za-z0-9_./@:-]+ ?)+$/,
  chronyc: /^-n (tracking|sources)$/,
  "debconf-show": /^grub-pc$/,
  // Only what lies on the host's own disks: -l is the first word, always.
  df: /^-l -P -T( -i)?( -x [a-z0-9.-]+)+$/,
  ceph: /^--connect-timeout 5 (-s|health detail|osd (df )?tree|osd pool ls detail)( -f json)?$/,
  "corosync-cfgtool": /^-s$/,
  "corosync-qdevice-tool": /^-sv?$/,
  "corosync-quorumtool": /^-s(iH)?$/,
  date: /^(-u )?(\+%s|\+%s\.%N|-Is|\+%FT%T.*)$/,
  dmidecode: /^-t memory$/,
  dmesg: /^--time-format iso$/,
  // Templates that name each field: `inspect` as a whole would print the environment.
  docker:
    /^(ps -aq? --no-trunc( --format (\{\{[A-Za-z."_|-]+\}\})+)?|inspect --type container --format (\{\{\.(HostConfig\.RestartPolicy|HostConfig\.AutoRemove|State\.StartedAt|Path|Args|Mounts)\|json\|println\}\})+ \{\}|volume ls -q|info --format (\{\{\.(Images|DockerRootDir)\|json\|println\}\})+)$/,
  "dpkg-query": /^-W -f \S+ \S+ \S+$/,
  efibootmgr: /^-v$/,
  // Only below /sys, which is the kernel's own; what is found may be printed, and nothing else done with it.
  find: /^(-L )?\/sys\/[a-z_/]+( (-mindepth|-maxdepth) \d| -name [A-Za-z_*]+| -path [A-Za-z/*]+| -type [dfl]| [!()]| -o| -prune)*( -exec grep -s?H {2}\{\} \+)?$/,
  getent: /^-s (hosts|passwd):files [a-z]+( .*)?$/,
  // Hooks of libvirt line by line; the servers that resolv.conf(5) names; guests of Proxmox, beside which lie keys; else one file or more of the kernel or of the configuration.
  grep: /^(-rIHnsE etc\/pve\|pve-cluster\/config\|\(qm\|pct\)\.set( (\/usr\/local\/s?bin|\/etc\/[a-z.]+(\/[a-z]+)?))+|-rsaH \^ \/etc\/libvirt\/hooks|-ohsP \S+ \/etc\/resolv\.conf \/run\/systemd\/resolve\/resolv\.conf|-aHnrsE \S+( \/etc\/pve\/nodes\/\{\}\/(qemu-server|lxc))+|-[aEHhsn]+(m1)? \S+ (\/(proc|sys|etc)\/\S+ ?)+)$/,
  grubby: /^--default-kernel$/,
  "ha-manager": /^status$/,
  // One question to a server that the host asks anyway.
  host: /^-W 2 -R 2 -t SOA \. \{\}$/,
  hostname: /^(-f|-s)?$/,
  ifquery: /^(--list|--check|-a|--running|-o|json| )*$/,
  ip: /^(-j |-d |-s |-4 |-6 )*(link|addr|address|route|rule|neigh)( show)?( table (all|main))?$/,
  ipmitool: /^(lan print 1|mc info|sdr elist|sel (info|time get|elist last \d+)|chassis status)$/,
  journalctl:
    /^(-k |-b (-1 )?)(-p (notice|warning|err) |-n \d+ )?--no-pager( -o short(-iso)?)?( -n \d+)?$|^--list-boots( --utc -o json)? --no-pager$|^-u corosync\.service --since -14d -n 5000 -o short-iso --no-pager$/,
  "/usr/local/bin/k3s":
    /^kubectl --cache-dir=\/dev\/null --request-timeout=5s get (nodes,[a-z,]+ -A --output=go-template=[^ ]+|events -A --field-selector=type=Warning --output=go-template=[^ ]+|configmaps coredns cilium-config -n kube-system --ignore-not-found --output=json|daemonset cilium -n kube-system --ignore-not-found --output=go-template=[^ ]+)$/,
  // Templates that name each field: neither Secrets nor environments, but for that of Cilium's agents.
  kubectl:
    /^(--kubeconfig=\/etc\/kubernetes\/admin\.conf )?--cache-dir=\/dev\/null --request-timeout=5s get (nodes,[a-z,]+ -A --output=go-template=[^ ]+|events -A --field-selector=type=Warning --output=go-template=[^ ]+|configmaps coredns cilium-config -n kube-system --ignore-not-found --output=json|daemonset cilium -n kube-system --ignore-not-found --output=go-template=[^ ]+)$/,
  last: /^-x (-F )?-n \d+ reboot shutdown$/,
  libvirtd: /^--version$/,
  ls: /^(-d \/run\/systemd\/system|-la \/etc\/libvirt\/hooks|-l \/sys\/class\/[a-z]+|-l \/dev\/disk\/by-id|-1( \/etc\/cron\.(hourly|daily|weekly|monthly))+|\/etc\/pve\/nodes|-l \/etc\/corosync\/qdevice\/net\/nssdb|-1 \/(boot|lib\/modules|sys\/firmware\/dmi\/entries)|-l --time-style=\+%s \/var\/lib\/(prometheus\/node-exporter|node_exporter(\/textfile_collector)?)|-lAR --time-style=\+%s( \/etc\/[A-Za-z0-9_./-]+)+)$/,
  lsblk: /^-([JP] -b -o [A-Z,]+|d -n -o NAME -I [\d,]+)$/,
  lsmod: /^$/,
  lspci: /^-[Dnkvm]+$/,
  lvs: /^--reportformat json --units b -o [a-z_,]+$/,
  mailq: /^$/,
  nft: /^list ruleset$/,
  lsusb: /^$/,
  networkctl: /^(list|status)( --no-pager| --no-legend| --json=short| -a)*$/,
  nmcli: /^(-t |-m (multiline|tabular) |-f [A-Za-z0-9_.,-]+ )*(connection|device) show( --active)?( (uuid )?\{\})?$/,
  passwd: /^-S root$/,
  ntpq: /^-pn$/,
  "ovs-appctl": /^bond\/show$/,
  pct: /^list$/,
  podman:
    /^(ps -aq? --no-trunc( --format json)?|inspect --type container --format (\{\{\.(HostConfig\.RestartPolicy|HostConfig\.AutoRemove|State\.StartedAt|Path|Args|Mounts)\|json\|println\}\})+ \{\}|volume ls -q)$/,
  // Not `status`: it mounts the boot partitions.
  "proxmox-boot-tool": /^kernel list$/,
  "proxmox-backup-manager": /^garbage-collection list$/,
  perccli64: /^\/call show$/,
  ps: /^-eo [a-z0-9:,]+( --no-headers)?$/,
  pvecm: /^(status|nodes)$/,
  pvesm: /^status$/,
  // `get` alone: the verb of an API that only tells.
  pvesh: /^get (\/nodes\/localhost\/tasks (--typefilter vzdump|--limit \d+)|\/cluster\/backup-info\/not-backed-up) --output-format json$/,
  pveversion: /^(-v)?$/,
  qm: /^list$/,
  resolvectl: /^(status|dns|domain)( --no-pager)?$/,
  rpm: /^-qa --qf \S+ \S+$/,
  ss: /^-Hltnp$/,
  sshd: /^-T$/,
  sensors: /^(-j)?$/,
  // Never -t: a self-test is the disk's work. A disk that sleeps is not woken.
  smartctl: /^(-j )?-a -n standby \/dev\/\{\}$/,
  ssacli: /^ctrl all show (status|config)$/,
  storcli64: /^\/call show$/,
  "systemd-detect-virt": /^(--vm|--container)?$/,
  timedatectl: /^(show|show-timesync|status)( --all)?( --no-pager)?$/,
  udevadm: /^info (-q|--query=)property .*\/sys\/class\/net\/\S+$/,
  uname: /^-[amnrsv]$/,
  zfs: /^(list -H -p -t snapshot -o [a-z,]+|get -H -o name,value -t filesystem,volume origin)$/,
  zpool: /^(status -P|list -H -p -o [a-z,]+|get -H -o name,value cachefile)$/,
  upsc: /^(-l|\{\})$/,
  virsh: /^(-r (-c qemu:\/\/\/system )?[a-z-]+( .*)?|--version(=short)?)$/,
};
const systemctlVerbs =
  /^(show|list-units|list-unit-files|list-timers|list-jobs|is-active|is-enabled|is-failed|is-system-running|cat|--version|--failed)$/;
const virshVerbs =
  /^(list|dumpxml|dominfo|domstate|domblklist|net-list|net-dumpxml|net-info|pool-list|pool-dumpxml|pool-info|version|uri|nodeinfo)$/;
const never =
  /(^|\/)(stat|du|findmnt|mountpoint|mount|umount|readlink|realpath|lsof|fuser|exportfs|updatedb|wdctl|sh|bash|dash|env|eval|xargs|awk|sed|tee|dd|python3?|perl|nsenter|chroot|ssh|curl|wget|nc)$/;
/** Folders whose files may be read or listed: kernel interfaces, configuration, run-time state, and what packages installed. */
const readable =
  /^\/(proc\/(self\/|1\/comm$|net\/|pressure\/|sys\/|[a-z]+$)|sys\/(class|devices|module|bus|firmware|kernel)\/|etc\/|boot\/(grub2?|loader\/entries)\/|run\/|usr\/(lib|local\/lib|share)\/|var\/spool\/cron\/((crontabs|tabs)\/)?root$|var\/log\/pve\/tasks\/active$)/;
const secret =
  /^\/etc\/(g?shadow|pve\/priv|pve\/.*\.key|corosync\/authkey|ssh\/ssh_host_[a-z0-9]+_key$|ssl\/private|sudoers|krb5\.keytab|ceph\/.*keyring|wireguard)|authkey|\.pem$|\.key$|\/\.ssh\//;

const sources: [string, AnyProbe, Source][] = probes.flatMap((probe) =>
  Object.entries(probe.sources).map(([name, source]): [string, AnyProbe, Source] => [`${probe.id}.${name}`, probe, source]),
);

function commandsOf(source: Source): (readonly string[])[] {
  if ("read" in source) return [];
  return "list" in source ? [source.list, source.exec] : [source.exec];
}

function complaint(argv: readonly string[]): string | null {
  const [tool = "", ...words] = argv;
  const text = words.join(" ");
  if (never.test(tool)) return `${tool} may touch a path that hangs, or run anything`;
  if (tool === "systemctl") {
    const verb = words.find((word) => !word.startsWith("--no-") && !["--all", "--plain", "--full"].includes(word)) ?? "";
    return systemctlVerbs.test(verb) ? null : `systemctl ${verb} is not a verb that only shows`;
  }
  const pattern = Object.hasOwn(allowedCommands, tool) ? allowedCommands[tool] : undefined;
  if (!pattern?.test(text)) return `"${argv.join(" ")}" is not on the list of what may run`;
  if (tool === "virsh" && !text.startsWith("--version")) {
    const verb = words.slice(words[1] === "-c" ? 3 : 1)[0] ?? "";
    if (!virshVerbs.test(verb)) return `virsh ${verb} may touch storage`;
  }
  if (tool === "cat" && words.some((word) => !readable.test(word) || secret.test(word))) return `cat ${text} is not among what may be read`;
  return null;
}

describe("every source of every probe", () => {
  test("there are some", () => expect(sources.length).toBeGreaterThan(10));

  test.each(sources)("%s only looks", (_name, _probe, source) => {
    for (const argv of commandsOf(source)) expect(complaint(argv)).toBeNull();
  });

  test.each(sources)("%s reads no secret and no path that may hang", (_name, _probe, source) => {
    if (!("read" in source)) return;
    expect(source.read).toMatch(readable);
    expect(source.read).not.toMatch(secret);
    expect(source.read).not.toContain("/../");
    expect(source.read).toMatch(/^[A-Za-z0-9_./@:*-]+$/);
    // A glob that could reach a guest's, a user's or a mount's folder would touch it.
    if (source.read.includes("*")) expect(source.read).not.toMatch(/^\/proc\/\*|^\/(home|mnt|media|srv|var)/);
  });

  test.each(sources)("%s has limits that fit into a visit", (_name, _probe, source) => {
    expect(source.timeoutSeconds ?? defaultTimeoutSeconds).toBeLessThanOrEqual(40);
    expect(source.maximumBytes ?? 0).toBeLessThanOrEqual(4 * 1024 * 1024);
  });

  test.each([
    ["df", "-P"],
    ["df", "-P", "-T", "-l"],
    ["df", "-l", "-P", "-T", "/mnt/nas"],
    ["zpool", "clear", "tank"],
    ["zfs", "list", "-H", "-p", "-t", "snapshot", "-o", "name", "-r"],
    ["lvs", "--config", "x"],
    ["sh", "-c", "id"],
    ["systemctl", "restart", "x"],
    ["systemctl", "--all", "stop", "x"],
    ["virsh", "list"],
    ["virsh", "-r", "pool-refresh", "x"],
    ["virsh", "-r", "-c", "qemu:///system", "domblkinfo", "x"],
    ["cat", "/etc/shadow"],
    ["cat", "/mnt/nas/x"],
    ["cat", "/etc/fstab", "/etc/pve/priv/authkey.key"],
    ["ip", "link", "set", "x", "up"],
    ["ip", "-j", "route", "flush", "table", "all"],
    ["bridge", "vlan", "add", "vid", "2", "dev", "x"],
    ["nmcli", "-s", "connection", "show"],
    ["pvecm", "expected", "1"],
    ["find", "/mnt", "-name", "x"],
    ["find", "/sys/class/net", "-delete"],
    ["find", "/sys/class/net", "-exec", "rm", "{}", "+"],
    ["ls", "-l", "/mnt"],
    ["unheard-of"],
  ])("the list refuses %s %s %s", (...argv) => {
    expect(complaint(argv.filter((word) => word !== undefined))).not.toBeNull();
  });
});

describe("the script", () => {
  const script = composeScript(probes);
  const code = script.replace(/^ *#.*$/gm, "");

  test("writes to nothing but its own pipes and /dev/null", () => {
    const awkless = code.replace(/filter\(\) \{ awk '[^']*'; \}/, "");
    expect(awkless).not.toBe(code);
    const targets = [...awkless.matchAll(/(?<![=<])\d*>>?\s*(&?[^\s;|)]+)/g)].map((match) => match[1]);
    expect(targets.length).toBeGreaterThan(10);
    expect(targets.filter((target) => !/^(\/dev\/null|&[0-9-])$/.test(target ?? ""))).toEqual([]);
    expect(code).not.toMatch(/\b(mktemp|mkfifo|tee|touch|mkdir|rm|mv|cp|chmod|chown|ln)\b(?! not)/);
    expect(code.match(/filter\(\) \{ awk '[^']*'; \}/)?.[0]).not.toMatch(/system\(|print[^\n]*[^=<>!]>[^=]|\| *getline|print[^\n;]*\| *"/);
  });

  test("names every call, and only those", () => {
    const byId = (one: { id: string }, two: { id: string }) => (one.id < two.id ? -1 : 1);
    expect(readCalls(script).sort(byId)).toEqual(planCalls(probes).sort(byId));
  });

  test("is the same text each time", () => expect(composeScript(probes)).toBe(script));

  test("evaluates no text as code", () => expect(code).not.toMatch(/\beval\b|`|\bsource\b|^\s*\. /m));
});

describe("what needs root", () => {
  const sudoers = sudoersFile(probes, "bulkhead");

  test("every rule names one command with its arguments, without wildcard", () => {
    const rules = sudoers.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
    expect(rules.length).toBeGreaterThan(5);
    for (const rule of rules) {
      expect(rule).toMatch(/^bulkhead ALL=\(root\) TIMEOUT=\d+s NOPASSWD: \/(usr\/(local\/)?)?s?bin\/[a-z0-9-]+ \S/);
      if (!/ \^[^ ].*\$$/.test(rule)) expect(rule.replaceAll("\\*", "")).not.toMatch(/[*?[]/);
    }
  });

  test("every command of a call that needs root has a rule", () => {
    for (const argv of planCalls(probes).flatMap(rootCommands))
      expect(sudoers).toContain(`${argv[0]?.startsWith("/") ? "" : "/"}${argv[0]} `);
  });
});
