const masked = "<masked>";
const quotes = ['"', "'"];
/** More secrets than this in one line: the rest of the line is masked as a whole, so that time stays bounded. */
const maximumSecretsPerLine = 500;
/** No key is that long: a line with such a word and a hint of a secret is masked as a whole, for the same reason. */
const maximumWordCharacters = 500;

const hint =
  /pass|pwd|secret|token|psk|key|community|credential|username=|private|shared|auth|:\/\/|\$[0-9agmsy]|%3a\/\/|pin *[=:]|cak|cookie|user=|iscsi:|fs#|-u|-p|--user|monitor|^[ \t]*device|^[ \t]*crypto|header|pushover|ntfy|hc-ping|nosnch|cronitor|redis-cli|ldap|snmp|openssl/;
const keyWithValue =
  /((pass(command|cmd|ev[a]l)?([-_.][-a-z0-9_.]*)?|_pwd|[-_]key|(access|account|consumer|service|routing|integration|license)key|pushover_user|ntfy_topic|community string)|(passw(or)?d|passphrase|passcode|secret|token|api[-_]?key|psk|community|credential|private[-_]?key|pre-?shared-?key|(wep|wireless)[-_]key|mka-cak|cookie|authorization)[-a-z0-9_.]*|(^|[ ,])username|^[ \t]*(key|(gsm[.]|802-1x[.])?pin)[0-9]?)["']?[ \t]*([=:]|%3[ad])[ \t]*/;
const option =
  /(^|[ \t"',/])--?[-a-z0-9_]*(pass|passw(or)?d|passphrase|secret|token|(api|access|account|secret)[-_]?key|psk|masterauth|(passw(or)?d|secret|token)[-_][-a-z0-9_]*)([ \t]+|["']?,[ \t]*["']?)|(^|[ \t"',])(-u|--user|--proxy-user|--http-auth)([ \t=]*|["']?,[ \t]*)["']?[^- \t:,%"'=][^ \t:,%"']*[:,%]|(^|[ \t,])user=[^ \t,%"']*%|secret,([a-z-]+=[^ \t,"']*,)*data=|(header|secret)[ \t]+name=[^ \t,]*,value=/;
/** Lines of upsmon.conf(5), apcupsd.conf(5) and ntp.conf(5), whose secret has no key but its place. */
const byPlace =
  /^[ \t]*(monitor[ \t]+("[^"]*"|[^ \t"]+)[ \t]+[0-9]+[ \t]+("[^"]*"|[^ \t"]+)[ \t]+|device[ \t]+[^ \t:/]+:[0-9]*:[^ \t:]*:|crypto[ \t]([^#]*[ \t])?pw[ \t]+)/;
/** Addresses whose path is the secret: whoever knows it may post there. */
const address =
  /:\/\/[^/ \t"'<>]+(\/[^/ \t"'<>]+)?(\/[^/ \t"'<>]+)?(\/[^/ \t"'<>]+)?\/(hooks?|webhooks?|services|push|heartbeats?|integration|trigger)\/|(hc-ping[.]com|nosnch[.]in|cronitor[.]link|ntfy[.]sh)\/|[?&](key|sig|signature|code|auth|access|pw)=/;
/** Tools whose passwords stand behind a single letter. */
const byLetter: readonly (readonly [tool: RegExp, option: RegExp])[] = [
  [
    /(^|[^a-z0-9])(mysql[a-z]*|mariadb[-a-z]*|sshpass|7z[ar]?|zip|rar|ipmitool|upscmd|upsrw|mosquitto_[a-z]+)[ \t"',]/,
    /(^|[ \t"',])-p(["']?,[ \t]*["']?|[ \t]*)/,
  ],
  [/(^|[^a-z0-9])redis-cli[ \t"',]/, /(^|[ \t"',])-a(["']?,[ \t]*["']?|[ \t]+)/],
  [/(^|[^a-z0-9])ldap[a-z]+[ \t"',]/, /(^|[ \t"',])-w(["']?,[ \t]*["']?|[ \t]+)/],
  [/(^|[^a-z0-9])snmp[a-z]+[ \t"',]/, /(^|[ \t"',])-c(["']?,[ \t]*["']?|[ \t]+)/],
  [/(^|[^a-z0-9])openssl[ \t"',]/, /(^|[ \t"',])-k(["']?,[ \t]*["']?|[ \t]+)/],
  [/secret[ \t]+"/, /secret[ \t]+/],
];
const element = /<[-a-z0-9_:]*(passw(or)?d|passphrase|secret|token)([ \t][^<>/]*)?>/;
const twoWords =
  /^[ \t]*([-a-z0-9_.]*(pass|passw(or)?d|passphrase|secret|token|psk|api-?_?key|wireless[-_]key|community)[0-9]?[ \t]+[^ \t]+[ \t]*|r[ow]community6?[ \t].*)$/;
/** msmtp's and GRUB's line, whose words cannot be told apart, but not that of pam.d(5). */
const passwordLine = /^[ \t]*(password|passwd|passphrase)(_pbkdf2)?[ \t]+[^ \t=:]/;
const pamLine = /^[ \t]*password[ \t]+(\[|required|requisite|sufficient|optional|include|substack)/;
const firstWord = /^[ \t]*[-a-z0-9_.]+[ \t]+/;
const harmlessValue = /^(yes|no|on|off|true|false|none|null|files|compat|systemd|db|sss|ldap|nis|winbind|cache|<masked>)([ \t,;)}]|$)/;
/** LACP's keys, which are numbers (ip-link(8)). */
const lacpKey = /(actor|partner|port)(_admin|_oper)?_key["']?[ \t]*[=:][ \t]*$/;
/** A key of YAML or JSON whose value stands on the next lines; cloud-init's list of user:password. */
const opensBlock =
  /^[ \t]*(-[ \t]+)?["']?[-a-z0-9_.]*(pass|passw(or)?d|passphrase|secret|token|psk|credentials?|[-_]key)["']?[ \t]*:[ \t]*([|>][-+0-9]*|\[)?[ \t]*(#.*)?$/;
const passwordsOfUsers = /^[ \t]*(-[ \t]+)?["']?chpasswd["']?[ \t]*:/;
/** An option that stands alone on its line, as in a printed list: its value is the next line. */
const opensValue =
  /^[ \t]*(-[ \t]+)?["']?--?[-a-z0-9_]*(pass|passw(or)?d|passphrase|secret|token|(api|access|account|secret)[-_]?key|psk|masterauth)["']?,?[ \t]*$/;

/**
 * Masks the values of password-, token- and secret-like keys, user-info in URLs, password hashes, webhook addresses and private keys.
 * The second line of defence: the script's awk program does the same on the host, by the same patterns, before anything travels.
 * A guest's notes have %3A for the colon, as Proxmox writes them. What stays: flags and switches (`PasswordAuthentication no`),
 * corosync's numeric `token`, paths of key files, nsswitch's `passwd: files`.
 */
export function maskSecrets(text: string): string {
  const state: State = { key: false, next: false, deeperThan: -1 };
  return text
    .split("\n")
    .map((line) => maskInContext(line, state))
    .join("\n");
}

/** What the lines before say of this one: within a private key, the value of an option, within a block. The same three as in the script. */
interface State {
  key: boolean;
  next: boolean;
  deeperThan: number;
}

function maskInContext(line: string, state: State): string {
  if (state.key || /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/.test(line)) {
    state.key = !line.includes("-----END ");
    return masked;
  }
  const indent = /^[ \t]*/.exec(line)?.[0].length ?? 0;
  if (state.deeperThan >= 0 && indent < line.length) {
    if (indent > state.deeperThan || (indent === state.deeperThan && /^[ \t]*- /.test(line))) return maskValue(line);
    state.deeperThan = -1;
  }
  if (state.next) {
    state.next = false;
    return maskValue(line);
  }
  const small = lower(line);
  if (passwordsOfUsers.test(small)) {
    state.deeperThan = indent;
    return hide(line, passwordsOfUsers, true);
  }
  if (opensBlock.test(small)) state.deeperThan = indent;
  state.next = opensValue.test(small);
  return maskLine(line);
}

/** A line that is a value as a whole; its quotes and what closes a list stay, so that JSON stays JSON. */
function maskValue(line: string): string {
  const start = /^[ \t]*(-[ \t]+)?/.exec(line)?.[0].length ?? 0;
  const rest = line.slice(start);
  if (rest === "" || /^[\]}]/.test(rest)) return line;
  if (!/^["']/.test(rest)) return line.slice(0, start) + masked;
  const width = widthOf(rest, "", false, false);
  return line.slice(0, start) + hidden(rest.slice(0, width)) + (/^[,\]} \t]*$/.test(rest.slice(width)) ? rest.slice(width) : "");
}

function maskLine(line: string): string {
  const small = lower(line);
  if (!hint.test(small)) return line;
  if (line.split(/[^-A-Za-z0-9_.]+/).some((word) => word.length > maximumWordCharacters)) return masked;
  let masking = line
    .replace(/:\/\/[^/ \t"'<>]+@/g, `://${masked}@`)
    .replace(/%3[Aa]\/\/[^/ \t"'<>]+@/g, `%3A//${masked}@`)
    .replace(/iscsi:[^/ \t"'<>:@]*:[^/ \t"'<>:@]*(:[^/ \t"'<>:@]*:[^/ \t"'<>:@]*)?@/g, `iscsi:${masked}@`)
    .replace(/fs#[^/ \t"'<>@:#]+:[^ \t"'<>#]+@/g, `fs#${masked}@`)
    .replace(/\$+(1|2[abxy]|5|6|7|y|gy|md5|sha1|apr1|argon2[a-z]*)\$+[./A-Za-z0-9$=,]+/g, masked)
    .replace(/(hooks\.slack\.com|\/api\/webhooks|api\.telegram\.org\/bot|office\.com\/webhook)[^ \t"'<>]*/g, masked);
  masking = hide(masking, keyWithValue);
  masking = hide(masking, option);
  masking = hide(masking, byPlace);
  masking = hide(masking, address);
  for (const [tool, letter] of byLetter) if (tool.test(small)) masking = hide(masking, letter);
  masking = hide(masking, element);
  if (passwordLine.test(lower(masking)) && !pamLine.test(lower(masking))) masking = hide(masking, firstWord, true);
  if (twoWords.test(lower(masking))) masking = hide(masking, firstWord);
  return hideKeys(masking);
}

/** Lower case of ASCII letters only: lengths must not change, and it is what awk does in the C locale. */
function lower(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** Masks the value behind each match; `toEnd`: everything behind the first. */
function hide(line: string, pattern: RegExp, toEnd = false): string {
  const small = lower(line);
  let out = "";
  let at = 0;
  for (let count = 0; ; count += 1) {
    const rest = small.slice(at);
    const match = pattern.exec(rest);
    if (!match) return out + line.slice(at);
    if (count >= maximumSecretsPerLine) return out + masked;
    const start = at + match.index + match[0].length;
    out += line.slice(at, start);
    if (toEnd) return out + (start < line.length ? masked : "");
    const key = match[0].replace(/^[^a-z]+/, "");
    const isWhole = /^[ \t]*[-A-Za-z0-9_.]*[ \t]*[=:][ \t]*$/.test(out);
    const width = widthOf(line.slice(start), key, isWhole, /:[ \t]*$/.test(out));
    const value = line.slice(start, start + width);
    const isNumber = lacpKey.test(lower(out.slice(-40))) && /^[0-9]+$/.test(value);
    out += width > 0 && !isNumber && !isSpared(key, lower(value)) ? hidden(value) : value;
    at = start + width;
  }
}

function hidden(value: string): string {
  if (value.startsWith("[")) return `["${masked}"]`;
  const quote = quotes.find((mark) => value.startsWith(mark)) ?? "";
  return quote + masked + (quote !== "" && value.length > 1 && value.endsWith(quote) ? quote : "");
}

/** How much of the rest is the value; behind the colon of YAML and JSON it may be a list, and what stands deeper is masked by itself. */
function widthOf(rest: string, key: string, isWhole: boolean, isYaml: boolean): number {
  const quote = quotes.find((mark) => rest.startsWith(mark));
  if (quote) {
    for (let index = 1; index < rest.length; index += 1) {
      if (rest[index] === "\\") index += 1;
      else if (rest[index] === quote) return index + 1;
    }
    return rest.length;
  }
  if (isYaml && /^[{|>]/.test(rest)) return 0;
  if (isYaml && rest.startsWith("[")) return /^\[[ \t]*\]/.test(rest) ? 0 : rest.indexOf("]") + 1;
  if (isWhole) return rest.length;
  const end = rest.search(key.startsWith("authorization") ? /["']/ : /[ \t,;&"'<>)}\]]/);
  if (end !== 0 || isYaml || key === "" || !/^[>}\])]/.test(rest)) return end === -1 ? rest.length : end;
  const blank = rest.search(/[ \t]/);
  return blank === -1 ? rest.length : blank;
}

function isSpared(key: string, value: string): boolean {
  if (harmlessValue.test(value)) return true;
  if (key.startsWith("token") && /^[0-9]+[ \t,}]*$/.test(value)) return true;
  if (/flags|secret-?_?(name|ref)|secrets/.test(key)) return true;
  return /credential|file|path|private|key/.test(key) && /^\/[-a-z0-9_.]+\//.test(value);
}

/** Base64 keys of WireGuard and Ceph, which stand behind no more than "key". */
function hideKeys(line: string): string {
  return line.replace(
    /(^|[^A-Za-z])([Kk]ey|private|shared)(["']?[ \t]*[=:][ \t]*["']?)([A-Za-z0-9+/]+=)(=*)/g,
    (whole, before: string, name: string, separator: string, value: string) =>
      value.length >= 24 ? `${before}${name}${separator}${masked}` : whole,
  );
}
