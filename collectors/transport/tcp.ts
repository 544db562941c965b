import { connect, type Socket } from "node:net";
import { TransportError } from "./errors.ts";
import { placeName } from "./target.ts";

/** Opens a TCP connection without Nagle's delay. Throws TransportError, or the signal's reason when it is aborted. */
export function openTcp(host: string, port: number, timeoutSeconds: number, signal?: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true });
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
      socket.removeAllListeners();
      settle();
    };
    const fail = (error: unknown) =>
      finish(() => {
        socket.on("error", () => {});
        socket.destroy();
        reject(error);
      });
    const onAbort = () => fail(signal?.reason);
    const timer = setTimeout(
      () => fail(new TransportError("timeout", `${placeName(host, port)} did not answer within ${timeoutSeconds} s.`)),
      timeoutSeconds * 1000,
    );
    if (signal?.aborted) return onAbort();
    signal?.addEventListener("abort", onAbort, { once: true });
    socket.once("error", (error: NodeJS.ErrnoException) => fail(tcpError(error, host, port)));
    socket.once("connect", () => finish(() => resolve(socket)));
    return undefined;
  });
}

const noRoute = new Set(["EHOSTUNREACH", "ENETUNREACH", "EHOSTDOWN", "ENETDOWN", "EADDRNOTAVAIL"]);

/** What an error of the socket means. */
export function tcpError(error: NodeJS.ErrnoException, host: string, port: number): TransportError {
  const place = placeName(host, port);
  // With several addresses for a name Node reports all attempts at once: the first tells as much as any.
  const first = error instanceof AggregateError ? (error.errors[0] as NodeJS.ErrnoException | undefined) : error;
  const code = first?.code ?? error.code ?? "";
  const options = { cause: error };
  if (code.startsWith("EAI_") || code === "ENOTFOUND") return new TransportError("dns", `The name ${host} does not resolve.`, options);
  if (code === "ECONNREFUSED") return new TransportError("refused", `${place} refuses the connection: nothing listens there.`, options);
  if (code === "ETIMEDOUT") return new TransportError("timeout", `${place} does not answer.`, options);
  if (noRoute.has(code)) return new TransportError("no-route", `There is no way to ${place} from here.`, options);
  if (code === "ECONNRESET" || code === "EPIPE") return new TransportError("closed", `${place} closed the connection.`, options);
  return new TransportError("closed", `The connection to ${place} failed (${code || error.message}).`, options);
}
