import { expect } from "vitest";
import { accounts, sshServer, user } from "#lib/rules/testing/boot-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite, mount } from "#lib/rules/testing/testing.ts";
import { loginDependsOnRemote } from "./login-depends-on-remote.ts";

const home = mount("/home", "nfs4", "nas:/home", "hard");
const nfs = mount("/mnt/nas", "nfs4", "nas:/vms", "hard");
const remoteRoot = accounts({ users: [user("root", 0, "/root"), user("ops", 1000, "/home/ops")] });
const sss = { services: ["files", "sss"], at: cite("/etc/nsswitch.conf", "passwd: files sss", 7) };
const locked = { password: "locked" as const, changedOn: null, at: cite("passwd -S root", "root L") };
const keys = cite("sshd -T", "authorizedkeyscommand /usr/bin/sss_ssh_authorizedkeys %u");
const df = { what: "df" as const, at: cite("/etc/update-motd.d/50-disks", "df -h", 4) };

describeRule(
  loginDependsOnRemote,
  { accounts: remoteRoot, mounts: [home] },
  {
    fails: {
      "the catalogue's /home on NFS": [
        {},
        {
          severity: "medium",
          observed: "home of ops (/home/ops) is on nfs4 nas:/home",
          fingerprint: "access/login-depends-on-remote|host:kvm-01|login",
        },
      ],
      "the same where root may come in is low": [{ sshServer: sshServer() }, "low"],
      "the same where root may not come in": [{ sshServer: sshServer({ permitRootLogin: "no" }) }, "medium"],
      "root's home on the NAS": [{ accounts: accounts(), mounts: [mount("/root", "nfs", "nas:/root")] }, "medium"],
      "only the directory knows people": [
        { accounts: accounts({ sources: sss, users: [user("root", 0, "/root")], root: locked }), mounts: [] },
        "medium",
      ],
      "df in a login script where a network mount is": [
        { accounts: accounts({ loginCalls: [df] }), mounts: [nfs] },
        { severity: "medium", observed: "/etc/update-motd.d/50-disks runs df over all mounts" },
      ],
      pam_mount: [{ accounts: accounts({ loginCalls: [{ what: "pam_mount", at: df.at }] }), mounts: [] }, "medium"],
      "UseDNS alone only takes time": [
        { accounts: accounts(), mounts: [], sshServer: sshServer({ useDns: true }) },
        { severity: "low", title: expect.stringContaining("is slow") },
      ],
      "keys come from a command alone": [
        {
          accounts: accounts(),
          mounts: [],
          sshServer: sshServer({
            authorizedKeysCommand: "/usr/bin/sss_ssh_authorizedkeys %u",
            keysCommandAt: keys,
            authorizedKeysFiles: ["none"],
          }),
        },
        "medium",
      ],
    },
    passes: {
      "everything local": { accounts: accounts(), mounts: [nfs], sshServer: sshServer() },
      "sssd with its cache, and a local user": { accounts: accounts({ sources: sss, root: locked }), mounts: [] },
      "one administrator at home here": {
        accounts: accounts({ users: [user("root", 0, "/root"), user("ops", 1000, "/home/ops"), user("anna", 1001, "/srv/anna")] }),
      },
      "df without a network mount": { accounts: accounts({ loginCalls: [df] }), mounts: [] },
    },
  },
);
