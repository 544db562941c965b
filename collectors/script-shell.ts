/**
 * The machinery of the script: POSIX shell functions without any host's or probe's words in them (dash, bash, busybox ash).
 *
 * How a command that cannot be killed is left behind: the script itself waits for nobody but `supervise`, which only reads lines from a
 * pipe. The unit (a shell that starts the command, the command, and `head`, which passes its output on up to the limit) runs in the
 * background and reports the processes it starts; a clock in the background reports that time is up. Then `supervise` ends those
 * processes, the one that lets output through included, writes the end of the section, and the script goes on.
 * Descriptors: 3 leads to the filter, 5 to supervise; a command has neither: its stdout is a pipe to head, its stderr goes to supervise.
 */
export const shellFunctions = `
now() { read -r up rest </proc/uptime; part=\${up#*.}; now=$((\${up%.*} * 100 + 1$part - 100)); }

tell() { printf '\\n%s %s\\n' "$token" "$*" >&5; }

# A process that may have to be ended says its number, before it becomes something else.
enlist() { read -r self rest </proc/self/stat; tell job "$self"; }

# The clock of one unit, in a shell of its own: late (ask to end), later (end), gone (leave behind).
clock() {
  nap=; stop=
  trap 'stop=1; [ -z "$nap" ] || kill "$nap"' TERM
  for word in late later gone; do
    sleep "$1" </dev/null >/dev/null 2>&1 5>&- & nap=$!
    [ -z "$stop" ] || kill "$nap"
    wait "$nap"
    [ -z "$stop" ] || exit 0
    tell "$word"
    set -- 1
  done
}

# end SIGNAL PROCESS...: only those of this very session, since a number may belong to somebody else by now.
end() {
  signal=$1
  shift
  for process in "$@"; do
    read -r stat <"/proc/$process/stat" || continue
    set_session "$stat"
    [ "$its_session" != "$session" ] || kill "$signal" "$process"
  done
}
set_session() { its_session=\${1##*) }; its_session=\${its_session#* * * }; its_session=\${its_session%% *}; }

# Reads what a unit reports until it is done or given up, and writes the end of the section. Returns 0: success, 1: not, 2: time limit.
supervise() {
  set -f
  state=ran; code=-; error=; jobs=; command=; clock=
  while IFS= read -r line; do
    case $line in
      "$token job "*) jobs="$jobs \${line##* }" ;;
      "$token command "*) command=\${line##* } ;;
      "$token clock "*) clock=\${line##* } ;;
      "$token exit "*) code=\${line##* } command= ;;
      "$token done") break ;;
      "$token late") state=timeout; end -TERM $command ;;
      "$token later") end -KILL $command ;;
      "$token gone") end -KILL $jobs; break ;;
      ?*) [ -n "$error" ] || error=$line ;;
    esac
  done
  end -TERM $clock
  now
  spent=$(((now - begun) * 10))
  case $code in 124 | 137 | 143) [ "$spent" -lt $(($2 * 1000)) ] || state=timeout ;; esac
  [ "$state" != timeout ] || code=-
  case $1 in
    files) [ "$state" = ran ] || printf '\\n%s lost %s\\n' "$token" "$3" >&3 ;;
    *) printf '\\n%s end %s %s %s %s\\n' "$token" "$state" "$code" "$spent" "$error" >&3 ;;
  esac
  case $state$code in ran0) return 0 ;; timeout*) return 2 ;; *) return 1 ;; esac
}

# unit KIND SECONDS LOST-IDS FUNCTION [ARGUMENT...]: runs the function supervised.
unit() {
  kind=$1 seconds=$2 lost=$3
  shift 3
  now; begun=$now
  {
    clock "$seconds" </dev/null >/dev/null 2>/dev/null 3>&- &
    tell clock "$!"
    { enlist; "$@"; tell done; } </dev/null >/dev/null 2>/dev/null &
  } 5>&1 | supervise "$kind" "$seconds" "$lost"
}

# run BYTES COMMAND...: the command's output, up to the limit and one byte, which tells the filter that there was more.
run() {
  bytes=$(($1 + 1))
  shift
  {
    enlist
    $limited "$@" </dev/null 2>&5 3>&- 5>&- &
    tell command "$!"
    wait "$!"
    tell exit "$?"
  } | { enlist; exec head -c "$bytes" 2>/dev/null >&3 3>&- 5>&-; }
}

# The same as root: directly, by the sudo rules that allow exactly this, or else as this user, which may do for a file.
run_root() {
  case $sudo in
    yes) bytes_=$1; shift; run "$bytes_" sudo -n "$@" ;;
    *) run "$@" ;;
  esac
}

# refused WHO TOOL: whether the call is not made at all, and why. That a tool is missing must be seen without sudo, which would say no.
refused() {
  now
  if [ "$now" -ge "$deadline" ]; then why='timeout - 0 the time of the visit was used up'; return 0; fi
  [ "$1" = root ] || return 1
  if ! command -v "$2" >/dev/null; then why="missing - 0 $2: command not found"; return 0; fi
  case $sudo:$2 in root:* | yes:* | *:cat | *:grep) return 1 ;; esac
  why='denied - 0 needs root: sudo -n is not allowed for this user'
}

say() { printf '%s %s\\n' "$token" "$*" >&3; }

# command_call ID SECONDS BYTES ROOT ITEM COMMAND...
command_call() {
  id=$1 seconds=$2 bytes=$3 who=$4 item=$5
  shift 5
  say begin "$id" "$bytes" "$item"
  if refused "$who" "$1"; then printf '\\n' >&3; say end "$why"; return 1; fi
  limited=\${timeout:+$timeout $seconds}
  if [ "$who" = root ]; then unit one "$seconds" - run_root "$bytes" "$@"; else unit one "$seconds" - run "$bytes" "$@"; fi
}

# tree_call ID SECONDS BYTES MOST FOLDER PREFIX SUFFIX: the files of a folder that only root may list, by one exact command.
tree_call() {
  id=$1 seconds=$2
  say tree "$id" "$3" "$4" "$5/" "=$6" "=$7"
  if refused root grep; then say end "$why"; return 1; fi
  limited=\${timeout:+$timeout $seconds}
  unit one "$seconds" - run_root $(($3 * 4)) grep -aHr '^' "$5"
}

# each_call ID SECONDS BYTES MOST ROOT FUNCTION LIST-COMMAND...: FUNCTION is called with each line that the list prints.
each_call() {
  list_id=$1 list_seconds=$2 list_bytes=$3 most=$4 list_who=$5 per_item=$6
  shift 6
  if refused "$list_who" "$1"; then say list "$list_id" "$why"; return 1; fi
  limited=\${timeout:+$timeout $list_seconds}
  whole=$(
    exec 3>&1
    if [ "$list_who" = root ]; then unit one "$list_seconds" - run_root "$list_bytes" "$@"; else unit one "$list_seconds" - run "$list_bytes" "$@"; fi
  )
  end=\${whole##*"$token end "}
  whole=\${whole%"$token end "*}
  [ \${#whole} -le "$list_bytes" ] || end='oversized - 0'
  count=0
  old_ifs=$IFS; IFS='
'; set -f
  for item in $whole; do
    IFS=$old_ifs
    case $item in -* | *[[:cntrl:]]*) continue ;; *[![:space:]]*) ;; *) continue ;; esac
    count=$((count + 1))
    if [ "$count" -gt "$most" ]; then end='oversized - 0 more items than the limit'; break; fi
    "$per_item" "$item"
    [ $? != 2 ] || { end='timeout - 0 one item did not answer, the others were not asked'; break; }
  done
  IFS=$old_ifs; set +f
  say list "$list_id" "$end"
}

# The end of a file's section inside a unit of several.
file_end() { now; printf '\\n' >&3; say end "$1" "$2" $(((now - file_begun) * 10)) "$3"; }

# file ID BYTES PATH ITEM: returns 0 if it was read. Only opening a pipe or a device may change something, so those are no files here.
file() {
  say begin "$1" "$2" "$4"
  now; file_begun=$now
  if [ ! -f "$3" ]; then file_end missing - 'no such file'; return 1; fi
  if [ ! -r "$3" ]; then file_end denied - 'permission denied'; return 1; fi
  head -c $(($2 + 1)) "$3" </dev/null >&3 2>/dev/null 3>&- 5>&- &
  tell command "$!"
  wait "$!"
  set -- "$?"
  tell exit "$1"
  if [ "$1" = 0 ]; then file_end ran 0; else file_end ran "$1" 'it could not be read to its end'; fi
  return "$1"
}

# files_call SECONDS IDS FUNCTION [ARGUMENT...]: a unit that reads files and frames each itself.
files_call() {
  seconds=$1 ids=$2
  shift 2
  now
  if [ "$now" -ge "$deadline" ]; then say lost "$ids"; return 1; fi
  unit files "$seconds" "$ids" "$@"
}

# one_file ID BYTES PATH: a unit of its own, whose success others ask for.
one_file() { tell exit 1; file "$@" ''; }

# glob ID BYTES MOST FOLDER MATCHES...
glob() {
  id=$1 bytes=$2 most=$3 folder=$4 matched=$#
  shift 4
  if [ -d "$folder" ] && [ ! -r "$folder" ]; then say list "$id" denied - 0 'permission denied'; return; fi
  matched=0
  for path in "$@"; do
    [ -e "$path" ] || [ -L "$path" ] || continue
    case $path in *[[:cntrl:]]*) continue ;; esac
    [ -f "$path" ] || [ ! -e "$path" ] || continue
    matched=$((matched + 1))
    if [ "$matched" -gt "$most" ]; then say list "$id" oversized - 0 'more files than the limit'; return; fi
    file "$id" "$bytes" "$path" "$path"
  done
  say list "$id" ran 0 0
}
`;
