import { config } from "zod";

// A call reads a host or a few: compiling each schema to code, as zod does for a server, costs more time than it saves.
config({ jitless: true });
