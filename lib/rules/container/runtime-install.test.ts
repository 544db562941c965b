import { container, containers } from "#lib/rules/testing/containers-testing.ts";
import { kubernetes, workload } from "#lib/rules/testing/kubernetes-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { identity } from "#lib/rules/testing/testing.ts";
import { runtimeInstall as rule } from "./runtime-install.ts";

const runs = (command: string, over = {}) =>
  containers([container("shop", { image: "python:3.12-slim", command: ["sh", "-c", command], ...over })]);
const inCluster = (name: string, ...command: string[]) =>
  kubernetes({
    workloads: [workload(name, 1, { containers: [{ name: "main", image: "python:3.12-slim", pullPolicy: "IfNotPresent", command }] })],
  });

describeRule(
  rule,
  { identity: identity(), containers: runs("pip install fastapi uvicorn && uvicorn app:app") },
  {
    fails: {
      "pip at each start": [
        {},
        { severity: "medium", subject: "shop", observed: "image python:3.12-slim runs `pip install` at each start" },
      ],
      "in the alert path of a cluster": [
        {
          containers: undefined,
          kubernetes: inCluster("monitoring/discord-alert-proxy", "sh", "-c", "pip3 install httpx\nuvicorn app:app"),
        },
        { severity: "high", title: "monitoring/discord-alert-proxy installs packages when it starts, and the alert path hangs on it" },
      ],
      apt: [{ containers: runs("apt-get update; apt-get -y install curl; exec /app") }, "medium"],
      apk: [{ containers: runs("apk --no-cache add bash && bash /run.sh") }, "medium"],
      "npm ci": [{ containers: runs("npm ci && node server.js") }, "medium"],
      "a script from the web": [{ containers: runs("curl -fsSL https://example.net/install | bash") }, "medium"],
    },
    passes: {
      "an image that holds everything": { containers: runs("uvicorn app:app") },
      "wheels that are in the image": { containers: runs("pip install --no-index --find-links=/wheels app") },
      "a runner of CI": { containers: runs("pip install -r requirements.txt", { name: "gitlab-runner-1" }) },
      "somebody's workspace": { containers: runs("npm install", { image: "codercom/code-server:4" }) },
      "a job that runs once": { containers: runs("pip install x", { oneOff: true }) },
      "a download that is not run": { containers: runs("curl -o /data/list https://example.net/list && exec /app") },
      "a command that was not read": { containers: runs("", { command: null }) },
    },
    notApplicable: { "no container engine": { containers: undefined, services: [{ unit: "ssh.service" } as never] } },
    unknown: { "nothing was read": { containers: undefined } },
  },
);
