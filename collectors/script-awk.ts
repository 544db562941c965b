/**
 * The one filter between a host and the wire, as an awk program (POSIX; mawk, gawk, busybox). It reads a token that no command can know,
 * then control lines that begin with it, and everything else is what commands and files said: cut at the limit, secrets masked
 * (`maskSecrets` in script-mask.ts is the same in TypeScript), lines that look like a frame indented.
 * No single quote may stand in it: it is one argument of the shell.
 */
export const awkProgram = String.raw`
function clean(s) { gsub(/[\001-\037\177]/, "?", s); return substr(s, 1, 300) }
function frame(s) { print tag " " clean(s); fflush() }
function veil(s) { return mask_line(s, tolower(s)) }
function words(s, n) { while (n-- > 0) sub(/^[^ ]* ?/, "", s); return s }
function open_section(id, item) {
  frame("begin " id (item == "" ? "" : " " item)); section = id; done[id] = 1; held = ""; have = 0; size = 0; over = 0; forget()
}
function close_section(state, rest) {
  if (have && held != "") put(held, "")
  if (over && state == "ran") state = "oversized"
  printf "\n"; frame("end " state " " veil(rest)); section = ""; have = 0
}
function put(s, end) {
  if (over) return
  if (size + length(s) + length(end) > limit) { s = substr(s, 1, limit - size); end = ""; over = 1 }
  size += length(s) + length(end)
  if (substr(s, 1, 10) == "@@bulkhead") s = " " s
  printf "%s%s", mask(s), end
}
function file_of(s,   rest, at) {
  if (substr(s, 1, length(folder)) != folder) return ""
  rest = substr(s, length(folder) + 1); at = index(rest, suffix ":")
  if (at == 0 || index(substr(rest, 1, at), "/") > 0 || substr(rest, 1, length(prefix)) != prefix) return ""
  return folder substr(rest, 1, at + length(suffix) - 1)
}
function tree_line(s,   file) {
  total += length(s) + 1
  if (total > 4 * limit) full = 1
  file = file_of(s)
  if (file == "") return
  if (file != current) {
    if (section != "") { line(""); close_section("ran", "0 0") }
    current = file
    if (++files > most) { full = 1; return }
    open_section(tree, file)
  }
  if (!full) line(substr(s, length(file) + 2))
}
function line(s) { if (have) put(held, "\n"); held = s; have = 1 }
function end_tree(state, rest) {
  if (section != "") { line(""); close_section("ran", "0 0") }
  if (full && state == "ran") state = "oversized"
  done[tree] = 1; frame("list " tree " " state " " veil(rest)); tree = ""
}
function lost(ids,   list, n, i) {
  if (section != "") close_section("timeout", "- 0")
  n = split(ids, list, " ")
  for (i = 1; i <= n; i++) {
    if (list[i] ~ /^g/) { if (!(list[i] in ended)) frame("list " list[i] " timeout - 0") }
    else if (!(list[i] in done)) { open_section(list[i], ""); close_section("timeout", "- 0") }
  }
}
function control(s,   verb, word) {
  split(s, word, " "); verb = word[1]
  if (verb == "begin") { limit = word[3] + 0; open_section(word[2], words(s, 3)) }
  else if (verb == "tree") {
    tree = word[2]; limit = word[3] + 0; most = word[4] + 0; folder = word[5]; prefix = substr(word[6], 2); suffix = substr(word[7], 2)
    current = ""; files = 0; full = 0; total = 0
  }
  else if (verb == "end") { if (tree != "") end_tree(word[2], words(s, 2)); else close_section(word[2], words(s, 2)) }
  else if (verb == "list") { ended[word[2]] = 1; frame(veil(s)) }
  else if (verb == "lost") lost(words(s, 1))
  else frame(s)
  if (verb == "bye") exit
}
NR == 1 { token = $0; width = length(token); next }
NR == 2 { tag = "@@bulkhead " $0; next }
substr($0, 1, width) == token { control(substr($0, width + 2)); next }
tree != "" { tree_line($0); next }
section != "" { line($0) }
`;

/** The masking half of the filter: `mask` takes one line. See script-mask.ts for what is masked and what is left, and why. */
export const awkMask = String.raw`
function forget() { block = 0; pending = 0; deeper = 0 }
function spared(key, value) {
  if (value ~ /^(yes|no|on|off|true|false|none|null|files|compat|systemd|db|sss|ldap|nis|winbind|cache|<masked>)([ \t,;)}]|$)/) return 1
  if (key ~ /^token/ && value ~ /^[0-9]+[ \t,}]*$/) return 1
  if (key ~ /flags|secret-?_?(name|ref)|secrets/ ) return 1
  return key ~ /credential|file|path|private|key/ && value ~ /^\/[-a-z0-9_.]+\//
}
function width_of(rest, key, whole, yaml,   quote, i, n) {
  quote = substr(rest, 1, 1)
  if (quote == "\"" || quote == "\047") {
    n = length(rest)
    for (i = 2; i <= n; i++) {
      if (substr(rest, i, 1) == "\\") i++
      else if (substr(rest, i, 1) == quote) return i
    }
    return n
  }
  if (yaml && rest ~ /^[{|>]/) return 0
  if (yaml && quote == "[") return rest ~ /^\[[ \t]*\]/ ? 0 : index(rest, "]")
  if (whole) return length(rest)
  if (key ~ /^authorization/) n = match(rest, /["\047]/) ? RSTART - 1 : length(rest)
  else n = match(rest, /[] \t,;&"\047<>)}]/) ? RSTART - 1 : length(rest)
  if (n || yaml || key == "" || rest !~ /^[])>}]/) return n
  return match(rest, /[ \t]/) ? RSTART - 1 : length(rest)
}
function hidden(value,   quote) {
  quote = substr(value, 1, 1)
  if (quote == "[") return "[\"<masked>\"]"
  if (quote != "\"" && quote != "\047") return "<masked>"
  return quote "<masked>" (length(value) > 1 && substr(value, length(value)) == quote ? quote : "")
}
function hide(s, pattern, to_end,   out, low, rest, key, n, count, number) {
  out = ""; low = tolower(s)
  while (match(low, pattern)) {
    if (++count > 500) return out "<masked>"
    key = substr(low, RSTART, RLENGTH); sub(/^[^a-z]+/, "", key)
    out = out substr(s, 1, RSTART + RLENGTH - 1); rest = substr(s, RSTART + RLENGTH); low = substr(low, RSTART + RLENGTH)
    if (to_end) return out (rest == "" ? "" : "<masked>")
    n = width_of(rest, key, out ~ /^[ \t]*[-A-Za-z0-9_.]*[ \t]*[=:][ \t]*$/, out ~ /:[ \t]*$/)
    number = tolower(substr(out, length(out) - 40)) ~ /(actor|partner|port)(_admin|_oper)?_key["\047]?[ \t]*[=:][ \t]*$/ && substr(low, 1, n) ~ /^[0-9]+$/
    out = out (n > 0 && !number && !spared(key, substr(low, 1, n)) ? hidden(substr(rest, 1, n)) : substr(rest, 1, n))
    s = substr(rest, n + 1); low = substr(low, n + 1)
  }
  return out s
}
function hide_keys(s,   out, rest, n) {
  out = ""
  while (match(s, /(^|[^A-Za-z])([Kk]ey|private|shared)["\047]?[ \t]*[=:][ \t]*["\047]?[A-Za-z0-9+\/]+=/)) {
    rest = substr(s, RSTART, RLENGTH)
    n = match(rest, /[A-Za-z0-9+\/]+=$/)
    out = out substr(s, 1, index(s, rest) - 1) (RLENGTH >= 24 ? substr(rest, 1, n - 1) "<masked>" : rest)
    s = substr(s, index(s, rest) + length(rest)); if (RLENGTH >= 24) sub(/^=+/, "", s)
  }
  return out s
}
function mask_value(s,   start, rest, n) {
  start = match(s, /^[ \t]*-[ \t]+/) ? RLENGTH : match(s, /^[ \t]+/) ? RLENGTH : 0
  rest = substr(s, start + 1)
  if (rest == "" || rest ~ /^[]}]/) return s
  if (rest !~ /^["\047]/) return substr(s, 1, start) "<masked>"
  n = width_of(rest, "", 0, 0)
  return substr(s, 1, start) hidden(substr(rest, 1, n)) (substr(rest, n + 1) ~ /^[],} \t]*$/ ? substr(rest, n + 1) : "")
}
function mask(s,   low, indent) {
  if (block || s ~ /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/) { block = (s !~ /-----END /); return "<masked>" }
  indent = match(s, /^[ \t]+/) ? RLENGTH : 0
  if (deeper && indent < length(s)) {
    if (indent >= deeper || (indent == deeper - 1 && s ~ /^[ \t]*- /)) return mask_value(s)
    deeper = 0
  }
  if (pending) { pending = 0; return mask_value(s) }
  low = tolower(s)
  if (low ~ /^[ \t]*(-[ \t]+)?["\047]?chpasswd["\047]?[ \t]*:/) {
    deeper = indent + 1
    return hide(s, "^[ \t]*(-[ \t]+)?[\"\047]?chpasswd[\"\047]?[ \t]*:", 1)
  }
  if (low ~ /^[ \t]*(-[ \t]+)?["\047]?[-a-z0-9_.]*(pass|passw(or)?d|passphrase|secret|token|psk|credentials?|[-_]key)["\047]?[ \t]*:[ \t]*([|>][-+0-9]*|\[)?[ \t]*(#.*)?$/) deeper = indent + 1
  pending = (low ~ /^[ \t]*(-[ \t]+)?["\047]?--?[-a-z0-9_]*(pass|passw(or)?d|passphrase|secret|token|(api|access|account|secret)[-_]?key|psk|masterauth)["\047]?,?[ \t]*$/)
  return mask_line(s, low)
}
function mask_line(s, low,   word, n) {
  if (low !~ /pass|pwd|secret|token|psk|key|community|credential|username=|private|shared|auth|:\/\/|\$[0-9agmsy]|%3a\/\/|pin *[=:]|cak|cookie|user=|iscsi:|fs#|-u|-p|--user|monitor|^[ \t]*device|^[ \t]*crypto|header|pushover|ntfy|hc-ping|nosnch|cronitor|redis-cli|ldap|snmp|openssl/) return s
  for (n = split(low, word, /[^-a-z0-9_.]+/); n > 0; n--) if (length(word[n]) > 500) return "<masked>"
  gsub(/:\/\/[^\/ \t"\047<>]+@/, "://<masked>@", s)
  gsub(/%3[Aa]\/\/[^\/ \t"\047<>]+@/, "%3A//<masked>@", s)
  gsub(/iscsi:[^\/ \t"\047<>:@]*:[^\/ \t"\047<>:@]*(:[^\/ \t"\047<>:@]*:[^\/ \t"\047<>:@]*)?@/, "iscsi:<masked>@", s)
  gsub(/fs#[^\/ \t"\047<>@:#]+:[^ \t"\047<>#]+@/, "fs#<masked>@", s)
  gsub(/\$+(1|2[abxy]|5|6|7|y|gy|md5|sha1|apr1|argon2[a-z]*)\$+[.\/A-Za-z0-9$=,]+/, "<masked>", s)
  gsub(/(hooks\.slack\.com|\/api\/webhooks|api\.telegram\.org\/bot|office\.com\/webhook)[^ \t"\047<>]*/, "<masked>", s)
  s = hide(s, "((pass(command|cmd|ev[a]l)?([-_.][-a-z0-9_.]*)?|_pwd|[-_]key|(access|account|consumer|service|routing|integration|license)key|pushover_user|ntfy_topic|community string)|(passw(or)?d|passphrase|passcode|secret|token|api[-_]?key|psk|community|credential|private[-_]?key|pre-?shared-?key|(wep|wireless)[-_]key|mka-cak|cookie|authorization)[-a-z0-9_.]*|(^|[ ,])username|^[ \t]*(key|(gsm[.]|802-1x[.])?pin)[0-9]?)[\"\047]?[ \t]*([=:]|%3[ad])[ \t]*")
  s = hide(s, "(^|[ \t\"\047,/])--?[-a-z0-9_]*(pass|passw(or)?d|passphrase|secret|token|(api|access|account|secret)[-_]?key|psk|masterauth|(passw(or)?d|secret|token)[-_][-a-z0-9_]*)([ \t]+|[\"\047]?,[ \t]*[\"\047]?)|(^|[ \t\"\047,])(-u|--user|--proxy-user|--http-auth)([ \t=]*|[\"\047]?,[ \t]*)[\"\047]?[^- \t:,%\"\047=][^ \t:,%\"\047]*[:,%]|(^|[ \t,])user=[^ \t,%\"\047]*%|secret,([a-z-]+=[^ \t,\"\047]*,)*data=|(header|secret)[ \t]+name=[^ \t,]*,value=")
  s = hide(s, "^[ \t]*(monitor[ \t]+(\"[^\"]*\"|[^ \t\"]+)[ \t]+[0-9]+[ \t]+(\"[^\"]*\"|[^ \t\"]+)[ \t]+|device[ \t]+[^ \t:/]+:[0-9]*:[^ \t:]*:|crypto[ \t]([^#]*[ \t])?pw[ \t]+)")
  s = hide(s, "://[^/ \t\"\047<>]+(/[^/ \t\"\047<>]+)?(/[^/ \t\"\047<>]+)?(/[^/ \t\"\047<>]+)?/(hooks?|webhooks?|services|push|heartbeats?|integration|trigger)/|(hc-ping[.]com|nosnch[.]in|cronitor[.]link|ntfy[.]sh)/|[?&](key|sig|signature|code|auth|access|pw)=")
  if (low ~ /(^|[^a-z0-9])(mysql[a-z]*|mariadb[-a-z]*|sshpass|7z[ar]?|zip|rar|ipmitool|upscmd|upsrw|mosquitto_[a-z]+)[ \t"\047,]/) s = hide(s, "(^|[ \t\"\047,])-p([\"\047]?,[ \t]*[\"\047]?|[ \t]*)")
  if (low ~ /(^|[^a-z0-9])redis-cli[ \t"\047,]/) s = hide(s, "(^|[ \t\"\047,])-a([\"\047]?,[ \t]*[\"\047]?|[ \t]+)")
  if (low ~ /(^|[^a-z0-9])ldap[a-z]+[ \t"\047,]/) s = hide(s, "(^|[ \t\"\047,])-w([\"\047]?,[ \t]*[\"\047]?|[ \t]+)")
  if (low ~ /(^|[^a-z0-9])snmp[a-z]+[ \t"\047,]/) s = hide(s, "(^|[ \t\"\047,])-c([\"\047]?,[ \t]*[\"\047]?|[ \t]+)")
  if (low ~ /(^|[^a-z0-9])openssl[ \t"\047,]/) s = hide(s, "(^|[ \t\"\047,])-k([\"\047]?,[ \t]*[\"\047]?|[ \t]+)")
  if (low ~ /secret[ \t]+"/) s = hide(s, "secret[ \t]+")
  s = hide(s, "<[-a-z0-9_:]*(passw(or)?d|passphrase|secret|token)([ \t][^<>/]*)?>")
  low = tolower(s)
  if (low ~ /^[ \t]*(password|passwd|passphrase)(_pbkdf2)?[ \t]+[^ \t=:]/ && low !~ /^[ \t]*password[ \t]+(\[|required|requisite|sufficient|optional|include|substack)/) s = hide(s, "^[ \t]*[-a-z0-9_.]+[ \t]+", 1)
  if (tolower(s) ~ /^[ \t]*([-a-z0-9_.]*(pass|passw(or)?d|passphrase|secret|token|psk|api-?_?key|wireless[-_]key|community)[0-9]?[ \t]+[^ \t]+[ \t]*|r[ow]community6?[ \t].*)$/)
    s = hide(s, "^[ \t]*[-a-z0-9_.]+[ \t]+")
  return hide_keys(s)
}
`;
