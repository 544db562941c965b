import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import type { AnyProbe } from "./probe.ts";
import { composeScript, splitOutput } from "./script.ts";
import { awkMask } from "./script-awk.ts";
import { maskSecrets } from "./script-mask.ts";

/** Lines as the files and commands of our sources hold them, by where they stand. Every secret among them has "hunter2" in it. */
const planted: Record<string, string> = {
  "upsmon.conf(5)": 'MONITOR ups@localhost 1 upsmon hunter2 primary\n  MONITOR "ups@10.0.0.5:3493" 1 "up smon" "hunter2 x" slave',
  "ups.conf(5)": "[apc]\n  driver = snmp-ups\n  community = hunter2\n  secName = x\n  authPassword = hunter2\n  privPassword = hunter2",
  "upsc(8)": "driver.parameter.community: hunter2\ndriver.parameter.privPassword: hunter2",
  "apcupsd.conf": "DEVICE 192.168.1.5:161:APC:hunter2\nDEVICE 192.168.1.5:161::hunter2",
  "ipmitool lan print": "SNMP Community String   : hunter2",
  msmtprc: "password hunter2\npassword   hunter2 hunter2",
  "ssmtp.conf": "AuthUser=bob\nAuthPass=hunter2\nAuthPass hunter2",
  "nullmailer remotes": "smtp.example.org smtp --port=587 --user=bob --pass=hunter2",
  "postfix main.cf": "smtp_sasl_password_maps = static:bob:hunter2\nsmtp_sasl_password_maps = inline:{[mx]:587=bob:hunter2}",
  "zed.rc":
    'ZED_PUSHBULLET_ACCESS_TOKEN="hunter2"\nZED_SLACK_WEBHOOK_URL="https://chat.example.org/hooks/hunter2"\nZED_PUSHOVER_USER="hunter2"\nZED_NTFY_TOPIC="hunter2"',
  "notifications.cfg": "\theader name=Authorization,value=hunter2Cg==\n\theader name=X-Own,value=hunter2==\n\tsecret name=a,value=hunter2",
  "alertmanager.yml":
    "    - url: 'https://example.org/hooks/hunter2'\n    - url: https://example.org/v1/webhook/hunter2\n  slack_api_url: https://slack.example.org/services/hunter2\n  service_key: hunter2\n  routing_key: hunter2\n  user_key: hunter2\n  api_key: |-\n    hunter2\n    hunter2\n  smtp_auth_password: >\n    hunter2\n  - url: https://alerts.example.org/?key=hunter2&x=1\n  opsgenie_api_key: hunter2\n  victorops_api_key: hunter2",
  "prometheus.yml":
    "  basic_auth: {username: x, password: hunter2}\n  bearer_token: hunter2\n  authorization:\n    type: Bearer\n    credentials: hunter2\n  consumer_key: hunter2\n  access_key: hunter2\n  params: {token: [hunter2]}\n  params:\n    token:\n      - hunter2\n    token: ['hunter2']",
  "cloud.cfg.d":
    "chpasswd:\n  expire: false\n  list: |\n    root:hunter2\n    bob:hunter2\nchpasswd: {list: ['root:hunter2']}\nchpasswd:\n  users:\n  - {name: bob, password: hunter2}\n  - name: bob\n    password: hunter2\n#x\nplain_text_passwd: 'hunter2'\n  token_key: hunter2\n  consumer_key: hunter2\n  hashed_passwd: $6$hunter2$hunter2",
  "grub.cfg": 'password_pbkdf2 root grub.pbkdf2.sha512.10000.hunter2.hunter2\npassword root hunter2\n  password "root" "hunter2"',
  "named.conf": 'key "x" { algorithm hmac-sha256; secret "hunter2=="; };',
  "ntp.conf": "crypto pw hunter2\ncrypto host x pw hunter2",
  "podman ps --format json":
    '    "Command": [\n      "redis-server",\n      "--requirepass",\n      "hunter2",\n      "--masterauth",\n      "hunter2"\n    ],\n    "Labels": {"traefik.http.middlewares.a.basicauth.users": "bob:$apr1$hunter2$hunter2"}\n    "x": "bob:$$2y$$05$$hunter2"\n      "-password",\n      "hunter2"',
  "docker inspect":
    '["redis-server","--requirepass","hunter2"]\n["--secret-key","hunter2","--access-key","hunter2"]\n["mysql","-phunter2"]\n["--pass","hunter2"]\n["--http-auth","bob:hunter2"]\n["sh","-c","mysql -u root -phunter2"]',
  "kubectl go-template": "container=db/img/Always//--requirepass,hunter2,&\ncontainer=a/b/Always//--secret-key,hunter2,--x%3Dy,&",
  "cron and scripts":
    "RESTIC_PASSWORD=hunter2 restic backup /etc/pve\nexport BORG_PASSPHRASE='hunter2 hunter2'\nBORG_PASSCOMMAND='echo hunter2' borg create x /etc/pve\nexport B2_ACCOUNT_KEY=hunter2\nexport AZURE_ACCOUNT_KEY=\"hunter2\"\nAWS_SECRET_ACCESS_KEY=hunter2\nexport PGPASS=hunter2 MYSQL_PWD=hunter2 SSHPASS=hunter2\nmysqldump -uroot -phunter2 all\nmysql --user root -p'hunter2' x\nlftp -u bob,hunter2 nas\nsmbclient //nas/x -U bob%hunter2\nsmbclient //nas/x -U 'bob%hunter2'\n7z a -phunter2 x.7z /etc/pve\nzip -P hunter2 x /etc/pve\nopenssl enc -aes-256-cbc -k hunter2 -in x\nopenssl enc -pass pass:hunter2\ngpg --batch --passphrase hunter2 -c /etc/pve\ncurl -fsS https://hc-ping.com/hunter2\n* * * * * root curl hc-ping.com/hunter2\ncurl https://kuma.example.org/api/push/hunter2?status=up\ncurl https://uptime.betterstack.com/api/v1/heartbeat/hunter2\ncurl https://nosnch.in/hunter2\ncurl https://cronitor.link/p/hunter2/x\ncurl -d x ntfy.sh/hunter2\ncurl https://ntfy.sh/hunter2\ncurl 'https://x.example.org/a?apikey=hunter2&b=c'\ncurl https://x.example.org/a?sig=hunter2\ncurl https://events.pagerduty.com/integration/hunter2/enqueue\ncurl https://discord.com/api/webhooks/1/hunter2\nwget --http-password=hunter2 x\ncurl -ubob:hunter2 x\ncurl -H 'X-Api-Key: hunter2' x\ncurl -H 'Authorization: GenieKey hunter2'\nipmitool -H x -U root -P hunter2 chassis\nipmitool -P hunter2 chassis\nmount -t cifs -o user=bob,pass=hunter2 //x /y\nsshpass -phunter2 ssh x\nsshpass -p'hunter2' ssh x\nqm set 100 --cipassword hunter2\nredis-cli -a hunter2 save\nldapsearch -w hunter2 -x\nsnmpget -v2c -c hunter2 10.0.0.1\nupscmd -u admin -p hunter2 ups x\nPASS=hunter2 x\nDB_PASS=hunter2",
  "passwords that begin like a switch": "password=no-hunter2\npassword: on!hunter2\npassword='off hunter2'\nsecret=db/hunter2",
  "passwords that begin like a list": "password={hunter2\npassword=[hunter2\n--password {hunter2\npassword=>hunter2",
  "systemd netdev": "[WireGuardPeer]\nPresharedKey=hunter2AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n[MACsec]\nKey=hunter2",
  "sources.list": 'deb https://bearer:hunter2@deb.example.org/x stable main\nAcquire::http::Proxy "http://bob:hunter2@proxy:3128";',
};

/** What looks similar and is no secret: rules need to read it. */
const kept = `
chpasswd.service
MONITOR ups@localhost
{"actor_key":15,"partner_key":1013,"mtu":1500}
DEVICE /dev/usb/hiddev0
password required pam_unix.so
    url: http://127.0.0.1:9095/health
    - url: https://example.org/ping
PCI:0000:01:00.0
root:x:0:0:root:/root:/bin/bash
deb http://deb.debian.org/debian bookworm main contrib
deb https://enterprise.proxmox.com/debian/pve bookworm pve-enterprise
tls-cert-file=/etc/ssl/x.pem
ssl_key: /etc/ssl/private/x.key
smtp_tls_key_file = /etc/ssl/private/x.key
key-mgmt=none
ConditionPathExists=/etc/ssh/key
sort-key pve
gpgkey=file:///etc/pki/rpm-gpg/RPM-GPG-KEY
passwd:         files systemd
passwd: compat
token: 3000
password: <masked>
2026-11-20 sshd[1]: Failed password for root from 10.0.0.1 port 22
5 4 * * * root /usr/bin/rsync -a --password-file=/root/.rsync x y
ps -p 1 -o comm=
ssh -p 2222 backup@nas zfs list
mkdir -p /mnt/x
cp -pr /etc/pve /root
nc -u 10.0.0.1 53`
  .trim()
  .split("\n");

test.each(Object.entries(planted))("no secret of %s comes through", (_where, text) => {
  const masked = maskSecrets(text);
  expect(masked.split("\n").filter((line) => line.includes("hunter2"))).toEqual([]);
  expect(maskSecrets(masked)).toBe(masked);
});

test.each(kept)("%j stays", (line) => expect(maskSecrets(line)).toBe(line));

test.each(["mawk", "gawk", "busybox awk", "original-awk"])("the host masks the same by %s", (awk) => {
  const [program = "", ...words] = awk.split(" ");
  if (spawnSync(program, [...words, "BEGIN { exit 0 }"]).status !== 0) return;
  const input = [...Object.values(planted), ...kept].join("\n");
  const { stdout } = spawnSync(program, [...words, `${awkMask}{ print mask($0) }`], { input, encoding: "utf8" });
  expect(stdout.trimEnd().split("\n")).toEqual(maskSecrets(input).split("\n"));
});

test("what a command complains is masked before it travels, too", () => {
  const nonce = "0123456789abcdef0123456789abcdef";
  const exec: readonly [string, ...string[]] = ["sh", "-c", "echo 'Get https://bob:hunter2@x/: password=hunter2' >&2; exit 1"];
  const probe: AnyProbe = { id: "test", fact: "mounts", systems: ["linux"], sources: { complains: { exec } }, parse: () => [] };
  const { stdout } = spawnSync("sh", ["-s", "--", nonce, "fast"], { input: composeScript([probe]) });
  expect(splitOutput(stdout, nonce).sections).toMatchObject([{ exitStatus: 1, errorText: "Get https://<masked>@x/: password=<masked>" }]);
  expect(stdout.toString()).not.toContain("hunter2");
});
