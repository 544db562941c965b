/** Properties of a Proxmox value: `virtio=BC:24:…,bridge=vmbr0,tag=100`. `first` is the leading item where it has no key. */
export interface PropertyString {
  first: string | null;
  values: ReadonlyMap<string, string>;
}

/** Reads `[first,]key=value,key=value`. A key that comes twice keeps its first value. */
export function parsePropertyString(text: string): PropertyString {
  const values = new Map<string, string>();
  let first: string | null = null;
  for (const [position, item] of text.split(",").entries()) {
    const equals = item.indexOf("=");
    if (equals > 0) {
      const key = item.slice(0, equals).trim();
      if (!values.has(key)) values.set(key, item.slice(equals + 1).trim());
    } else if (position === 0 && item.trim() !== "") first = item.trim();
  }
  return { first, values };
}
