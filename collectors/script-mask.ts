const masked = "<masked>";
const quotes = ['"', "'"];
/** More secrets than this in one line: the rest of the line is masked as a whole, so that time stays bounded. */
const maximumSecretsPerLine = 500;
/** No key is that long: a line with such a word and a hint of a secret is masked as a whole, for the same reason. */
const maximumWordCharacters = 500;

const hint =
  /pass|secret|token|psk|key|community|credential|username=|private|shared|authorization|:\/\/|\$[0-9agy]|webhook|%3a\/\/|pin *[=:]|cak|cookie|user=|iscsi:|fs#|sshpass|-u|--user/;
const keyWithValue =
  /((^|[^a-z])pass([-_.][-a-z0-9_.]*)?|(passw(or)?d|passphrase|passcode|secret|token|api[-_]?key|psk|community|credential|private[-_]?key|pre-?shared-?key|(wep|wireless)[-_]key|mka-cak|cookie|authorization)[-a-z0-9_.]*|(^|[ ,])username|^[ \t]*(key|(gsm[.]|802-1x[.])?pin)[0-9]?)["']?[ \t]*([=:]|%3[ad])[ \t]*/;
const option =
  /(^|[ \t"',/])--?[-a-z0-9]*(passw(or)?d|passphrase|secret|token|api-?key|psk)([ \t]+|["']?,[ \t]*["']?)|sshpass[ \t]+-p[ \t]*|(^|[ \t])(-u|--user|--proxy-user)[ \t=]*[^- \t:"'][^ \t:"']*:|(^|[ \t,])user=[^ \t,%"']*%|secret,([a-z-]+=[^ \t,"']*,)*data=/;
const element = /<[-a-z0-9_:]*(passw(or)?d|passphrase|secret|token)([ \t][^<>/]*)?>/;
const twoWords =
  /^[ \t]*([-a-z0-9_.]*(passw(or)?d|passphrase|secret|token|psk|api-?_?key|wireless[-_]key|community)[0-9]?[ \t]+[^ \t]+[ \t]*|r[ow]community6?[ \t].*)$/;
const firstWord = /^[ \t]*[-a-z0-9_.]+[ \t]+/;
const harmlessValue = /^(yes|no|on|off|true|false|none|null|files|compat|systemd|db|sss|ldap|nis|winbind|cache|<masked>)([^a-z0-9]|$)/;

/**
 * Masks the values of password-, token- and secret-like keys, user-info in URLs, password hashes, webhook addresses and private keys.
 * The second line of defence: the script's awk program does the same on the host, by the same patterns, before anything travels.
 * A guest's notes have %3A for the colon, as Proxmox writes them. What stays: flags and switches (`PasswordAuthentication no`),
 * corosync's numeric `token`, paths of key files, nsswitch's `passwd: files`.
 */
export function maskSecrets(text: string): string {
  let block = false;
  return text
    .split("\n")
    .map((line) => {
      if (block) {
        block = !line.includes("-----END ");
        return masked;
      }
      if (/-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/.test(line)) {
        block = !line.includes("-----END ");
        return masked;
      }
      return maskLine(line);
    })
    .join("\n");
}

function maskLine(line: string): string {
  if (!hint.test(lower(line))) return line;
  if (line.split(/[^-A-Za-z0-9_.]+/).some((word) => word.length > maximumWordCharacters)) return masked;
  let masking = line
    .replace(/:\/\/[^/ \t"'<>]+@/g, `://${masked}@`)
    .replace(/%3[Aa]\/\/[^/ \t"'<>]+@/g, `%3A//${masked}@`)
    .replace(/iscsi:[^/ \t"'<>:@]*:[^/ \t"'<>:@]*(:[^/ \t"'<>:@]*:[^/ \t"'<>:@]*)?@/g, `iscsi:${masked}@`)
    .replace(/fs#[^/ \t"'<>@:#]+:[^ \t"'<>#]+@/g, `fs#${masked}@`)
    .replace(/\$(1|2[abxy]|5|6|7|y|gy|argon2[a-z]*)\$[./A-Za-z0-9$=,]+/g, masked)
    .replace(/(hooks\.slack\.com|\/api\/webhooks|api\.telegram\.org\/bot|office\.com\/webhook)[^ \t"'<>]*/g, masked);
  masking = hide(masking, keyWithValue);
  masking = hide(masking, option);
  masking = hide(masking, element);
  if (twoWords.test(lower(masking))) masking = hide(masking, firstWord);
  return hideKeys(masking);
}

/** Lower case of ASCII letters only: lengths must not change, and it is what awk does in the C locale. */
function lower(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

function hide(line: string, pattern: RegExp): string {
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
    const key = match[0].replace(/^[^a-z]+/, "");
    const width = widthOf(line.slice(start), key, /^[ \t]*[-A-Za-z0-9_.]*[ \t]*[=:][ \t]*$/.test(out));
    const value = line.slice(start, start + width);
    out += width > 0 && !isSpared(key, lower(value)) ? hidden(value) : value;
    at = start + width;
  }
}

function hidden(value: string): string {
  const quote = quotes.find((mark) => value.startsWith(mark)) ?? "";
  return quote + masked + (quote !== "" && value.length > 1 && value.endsWith(quote) ? quote : "");
}

function widthOf(rest: string, key: string, whole: boolean): number {
  const quote = quotes.find((mark) => rest.startsWith(mark));
  if (quote) {
    for (let index = 1; index < rest.length; index += 1) {
      if (rest[index] === "\\") index += 1;
      else if (rest[index] === quote) return index + 1;
    }
    return rest.length;
  }
  if (/^[[{|>]/.test(rest)) return 0;
  if (whole) return rest.length;
  const end = rest.search(key.startsWith("authorization") ? /["']/ : /[ \t,;&"'<>)}\]]/);
  return end === -1 ? rest.length : end;
}

function isSpared(key: string, value: string): boolean {
  if (harmlessValue.test(value)) return true;
  if (key.startsWith("token") && /^[0-9]+[ \t,}]*$/.test(value)) return true;
  if (/flags|secret-?_?(name|ref)|secrets/.test(key)) return true;
  return /credential|file|path|private|^key/.test(key) && value.startsWith("/");
}

/** Base64 keys of WireGuard and Ceph, which stand behind no more than "key". */
function hideKeys(line: string): string {
  return line.replace(
    /(^|[^A-Za-z])([Kk]ey|private|shared)(["']?[ \t]*[=:][ \t]*["']?)([A-Za-z0-9+/]+=)(=*)/g,
    (whole, before: string, name: string, separator: string, value: string) =>
      value.length >= 24 ? `${before}${name}${separator}${masked}` : whole,
  );
}
