import { pathToFileURL } from "node:url";

// The channel to the supervisor closes when it dies, however it dies; without it nobody would stop us.
process.on("disconnect", () => process.exit(0));

await import(pathToFileURL(".next/standalone/server.js").href);
