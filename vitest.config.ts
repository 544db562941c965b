import { defineConfig } from "vitest/config";

/** Unit tests stand beside what they test; tests that start a database or an sshd are named *.db.test.ts and *.ssh.test.ts. */
const unit = ["lib/**/*.test.ts", "components/**/*.test.ts", "collectors/**/*.test.ts", "cli/**/*.test.ts", "scripts/**/*.test.ts"];
const real = ["**/*.db.test.ts", "**/*.ssh.test.ts"];

export default defineConfig({
  test: {
    projects: [
      { test: { name: "unit", include: unit, exclude: [...real, "node_modules/**"] } },
      {
        test: {
          name: "database",
          globalSetup: ["scripts/test-postgres.ts"],
          include: ["**/*.db.test.ts"],
          exclude: ["node_modules/**"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: "ssh",
          include: ["**/*.ssh.test.ts"],
          exclude: ["node_modules/**"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
