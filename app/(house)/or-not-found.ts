import { notFound } from "next/navigation";
import { z } from "zod";
import { Problem } from "#lib/problem.ts";

/** The value, or the not-found page where there is none; any other error goes to the error page. */
export async function orNotFound<T>(promise: Promise<T>): Promise<T> {
  try {
    return await promise;
  } catch (error) {
    if (error instanceof Problem && error.code === "not-found") notFound();
    throw error;
  }
}

/** The id in an address, or the not-found page where it cannot be one. */
export async function idOf(params: Promise<{ id: string }>): Promise<string> {
  return z.uuid().safeParse((await params).id).data ?? notFound();
}
