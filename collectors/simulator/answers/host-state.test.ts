import { describe, expect, it } from "vitest";
import { meaningOf, parseCommand } from "#collectors/simulator/command.ts";
import { readFiles } from "#collectors/simulator/files.ts";
import type { Recording } from "#collectors/simulator/recording.ts";
import { runCommand } from "#collectors/simulator/replay.ts";

/** A host of which only this was recorded. */
function recorded(commands: Record<string, string>, files: Record<string, string> = {}): Recording {
  const parsed = Object.entries(commands).map(([source, text]) => ({ command: parseCommand(source.split(" ")), text }));
  const byMeaning = new Map(parsed.map(({ command, text }) => [meaningOf(command), text]));
  return { name: "host", files: new Map(Object.entries(files)), commands: parsed, byMeaning };
}

const out = (recording: Recording, command: string) => runCommand(recording, command.split(" ")).stdout;
const clock = { "date -Is": "2026-02-01T12:00:00+00:00\n" };

describe("what is in /boot", () => {
  it.each([
    ["ls -1 /boot", "vmlinuz-6.1\ninitrd.img-6.1\n"],
    ["ls /boot/", "vmlinuz-6.1\ninitrd.img-6.1\n"],
    ["ls -l /boot", "total 9\n-rw-r--r-- 1 root root 8 Jan 1 2025 vmlinuz-6.1\n-rw-r--r-- 1 root root 9 Jan 1 2025 initrd.img-6.1\n"],
    ["ls -1 /boot/vmlinuz-*", "/boot/vmlinuz-6.1\n"],
  ])("%s", (command, text) => expect(out(recorded({ [command]: text }), "ls -1 /boot")).toMatch(/^vmlinuz-6\.1\n/));

  it("is not known where nothing of it was recorded", () => expect(runCommand(recorded({}), ["ls", "-1", "/boot"]).exitStatus).toBe(127));
});

it.each([
  ["ls -l /etc/fstab", "-rw-r--r-- 1 root root 712 Sep 30 20:41 /etc/fstab\n", "2025-09-30T20:41:00Z"],
  ["ls -l --time-style=long-iso /etc/fstab", "-rw-r--r-- 1 root root 712 2024-09-30 20:41 /etc/fstab\n", "2024-09-30T20:41:00Z"],
  ["stat -c %Y /etc/fstab", "1759264860\n", "2025-09-30T20:41:00Z"],
])("tells the time of a file from %s", (command, text, at) => {
  const answer = out(recorded({ ...clock, [command]: text }), "ls -lAR --time-style=+%s /etc/fstab /etc/hosts");
  expect(answer).toBe(`-rw-r--r-- 1 root root 0 ${Date.parse(at) / 1000} /etc/fstab\n`);
});

describe("units", () => {
  const shown = (recording: Recording) =>
    out(recording, "systemctl show a.service b.service -p Id,LoadState,UnitFileState,ActiveState,ExecStartPre");

  it("come from lists, questions and drop-ins", () => {
    const recording = recorded({
      "systemctl list-unit-files --state=masked": "b.service masked enabled\n",
      "systemctl is-active a": "active\n",
      "systemctl cat a.service":
        "# /lib/systemd/system/a.service\n[Service]\n\n# /etc/systemd/system/a.service.d/x.conf\n[Service]\nExecStartPre=/bin/wait 3\n",
    });
    expect(shown(recording).split("\n\n")).toEqual([
      "Id=b.service\nLoadState=masked\nUnitFileState=masked",
      "Id=a.service\nLoadState=loaded\nActiveState=active\nExecStartPre={ path=/bin/wait ; argv[]=/bin/wait 3 ; ignore_errors=no ; }\n",
    ]);
  });
});

it("knows packages from a list, what is held, and what RPM says", () => {
  const debian = recorded({ "dpkg -l": "ii  libc6:amd64 2.41-12 amd64 GNU C Library\n", "apt-mark showhold": "libc6\n" });
  expect(runCommand(debian, ["dpkg-query", "-W", "-f", "$".concat("{db:Status-Abbrev}")]).stdout).toBe("hi  libc6 2.41-12\n");
  const rhel = recorded({ "rpm -qa": "systemd-252-55.el9.x86_64\n" });
  expect(runCommand(rhel, ["rpm", "-qa", "--qf", "%{NAME}"]).stdout).toBe("systemd.x86_64 252-55.el9\n");
});

it("has files that another command showed", () => {
  const recording = recorded({
    "cat /var/run/reboot-required.pkgs": "libc6\n",
    "ls /etc/cloud/cloud-init.disabled": "/etc/cloud/cloud-init.disabled\n",
    "apt-config dump": 'Unattended-Upgrade::Automatic-Reboot "true";\n',
  });
  expect(
    ["/run/reboot-required.pkgs", "/etc/cloud/cloud-init.disabled", "/etc/apt/apt.conf"].map((path) => readFiles(recording, path)[0]?.text),
  ).toEqual(["libc6\n", "", 'Unattended-Upgrade::Automatic-Reboot "true";\n']);
});

it.each([
  [
    "of systemd 245",
    "Global\n       LLMNR setting: no                  \n\nLink 9 (br-ens3)\n  Current DNS Server: 10.0.0.2  \n         DNS Servers: 10.0.0.2  \n                      10.0.0.3  \n          DNS Domain: mylab.home\n",
    "nameserver 10.0.0.2\nnameserver 10.0.0.3\nsearch mylab.home\n",
  ],
  [
    "of systemd 259, with a fallback that is not asked",
    "Global\n    resolv.conf mode: stub\nFallback DNS Servers: 1.1.1.1#cloudflare-dns.com\n                      2606:4700:4700::1111#cloudflare-dns.com\n\nLink 3 (eno1)\nCurrent DNS Server: fd64::fffe\n       DNS Servers: 10.64.0.254#dns.lan fd64::fffe\n     Default Route: yes\n",
    "nameserver 10.64.0.254\nnameserver fd64::fffe\nsearch .\n",
  ],
])("knows the file of systemd-resolved from resolvectl %s", (_, status, text) => {
  const recording = recorded({ "resolvectl status --no-pager": status });
  expect(readFiles(recording, "/run/systemd/resolve/resolv.conf")).toEqual([{ path: "/run/systemd/resolve/resolv.conf", text }]);
});
