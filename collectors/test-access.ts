import { connectOptionsOf } from "./access.ts";
import { TransportError } from "./transport/errors.ts";
import { testWayIn } from "./transport/way-in.ts";
import type { TestWayIn } from "./worker/way-in-job.ts";

/** Tries the way in to a host of the database, or of a form, step by step. */
export const testAccess: TestWayIn = async (access, { signal, onSteps }) => {
  try {
    const { status, steps, offeredKey } = await testWayIn({ ...connectOptionsOf(access), signal }, onSteps);
    return { status, steps, ...(offeredKey !== null && { offeredKey }) };
  } catch (error) {
    if (!(error instanceof TransportError)) throw error;
    const { message, advice } = error;
    return { status: "failed", steps: [{ step: "login", status: "failed", detail: message, advice }] };
  }
};
