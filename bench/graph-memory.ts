import { readFileSync } from "node:fs";
import { judgeCascades } from "./judge-cascades.ts";

// A process of its own, which does nothing else: parts of hosts come by stdin, and it prints the most bytes that it ever held.
judgeCascades(JSON.parse(readFileSync(0, "utf8")));
process.stdout.write(String(process.resourceUsage().maxRSS * 1024));
